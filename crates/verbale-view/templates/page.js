(() => {
  "use strict";
  const root = document.documentElement;
  const facts = document.getElementById("facts");
  const shown = document.getElementById("shown");
  const all = document.getElementById("all");
  const cards = [...facts.querySelectorAll(".fact")];
  const words = [...document.querySelectorAll("#text a.w")];
  const columns = document.querySelector(".columns");
  const wide = matchMedia("(min-width: 62rem)");
  let from = null;
  root.classList.add("js");

  const factsOf = (word) => word.dataset.f.split(" ");

  const mark = (ids) => {
    for (const word of words) word.classList.toggle("on", factsOf(word).some((id) => ids.has(id)));
    for (const card of cards) card.classList.toggle("on", ids.has(card.id));
  };

  const clear = () => {
    for (const card of cards) card.classList.remove("off");
    mark(new Set());
    shown.textContent = "";
    all.hidden = true;
    columns.classList.remove("picking");
  };

  // Words are chosen: the facts that rest on them stay, the others step aside.
  const pick = (word) => {
    const ids = new Set(factsOf(word));
    for (const card of cards) card.classList.toggle("off", !ids.has(card.id));
    mark(new Set());
    word.classList.add("on");
    const text = ids.size === 1 ? shown.dataset.one : shown.dataset.many.replace("#", ids.size);
    if (shown.textContent !== text) shown.textContent = text;
    all.hidden = false;
    columns.classList.add("picking");
    facts.scrollTop = 0;
    from = word;
  };

  // A fact is chosen: its words are marked, and brought into view beside it.
  const follow = (card) => {
    mark(new Set([card.id]));
    const first = words.find((word) => word.classList.contains("on"));
    if (first && wide.matches) {
      const box = first.closest(".left");
      const [inner, outer] = [first.getBoundingClientRect(), box.getBoundingClientRect()];
      if (inner.top < outer.top || inner.bottom > outer.bottom) box.scrollTop += inner.top - outer.top - 40;
    }
  };

  const go = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.classList.contains("fact")) {
      clear();
      follow(target);
      target.focus({ preventScroll: true });
      target.scrollIntoView({ block: "nearest" });
    } else if (target.matches("#text a.w")) {
      target.scrollIntoView({ block: "center" });
    }
  };

  for (const word of words) {
    word.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      pick(word);
      if (event.detail === 0) {
        const first = cards.find((card) => !card.classList.contains("off"));
        if (first) first.focus({ preventScroll: wide.matches });
      }
    });
    word.addEventListener("focus", () => {
      if (word.matches(":focus-visible")) pick(word);
    });
  }
  facts.addEventListener("click", (event) => {
    const card = event.target.closest(".fact");
    if (card && !columns.classList.contains("picking")) follow(card);
  });
  facts.addEventListener("focusin", (event) => {
    const card = event.target.closest(".fact");
    if (card && !columns.classList.contains("picking")) follow(card);
  });
  all.addEventListener("click", () => {
    clear();
    if (from) from.focus({ preventScroll: true });
    clear();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const back = columns.classList.contains("picking") && facts.contains(document.activeElement) ? from : null;
    if (back) back.focus();
    clear();
  });
  addEventListener("hashchange", go);
  if (location.hash) go();
})();
