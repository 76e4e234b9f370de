(() => {
  "use strict";
  const form = document.getElementById("search");
  const words = document.getElementById("words");
  const found = document.getElementById("found");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const terms = [...document.querySelectorAll(".term, .row")].map((element) => ({ element, text: plain(element.textContent) }));
  const lists = [...document.querySelectorAll(".list, main > section")];

  const show = () => {
    const asked = plain(words.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const term of terms) {
      const fits = asked.every((word) => term.text.includes(word));
      term.element.hidden = !fits;
      count += fits;
    }
    for (const list of lists) {
      list.hidden = asked.length > 0 && !list.querySelector(".term:not([hidden]), .row:not([hidden])");
    }
    for (const contents of document.querySelectorAll(".contents")) contents.hidden = asked.length > 0;
    found.hidden = asked.length === 0;
    document.getElementById("number").textContent = count;
  };

  const speak = () => {
    document.documentElement.lang = document.getElementById("in-fr").checked ? "fr" : "en";
  };
  if ((navigator.language || "").startsWith("fr")) document.getElementById("in-fr").checked = true;
  document.querySelector(".languages").addEventListener("change", speak);
  speak();

  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  // A term that is linked to is there, whatever was searched for.
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) {
      words.value = "";
      show();
      target.scrollIntoView();
    }
  });
})();
