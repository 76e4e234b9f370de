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

  // Text can be selected: a link would be dragged instead, and focus that comes by the pointer would undo a selection that
  // begins at the border of an element.
  const reachable = (yes) => {
    for (const word of words) yes ? word.setAttribute("tabindex", "0") : word.removeAttribute("tabindex");
  };
  for (const word of words) {
    word.removeAttribute("href");
    word.setAttribute("role", "link");
    word.addEventListener("pointerdown", () => reachable(false));
  }
  reachable(true);
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => reachable(true));

  const factsOf = (word) => word.dataset.f.split(" ");

  const mark = (ids) => {
    for (const word of words) word.classList.toggle("on", factsOf(word).some((id) => ids.has(id)));
    for (const card of cards) card.classList.toggle("on", ids.has(card.id));
  };

  const clear = () => {
    for (const word of words) word.classList.remove("picked");
    for (const card of cards) card.classList.remove("off");
    mark(new Set());
    shown.textContent = "";
    all.hidden = true;
    columns.classList.remove("picking");
  };

  // Facts are chosen: they stay, the others step aside.
  const choose = (ids, text, word) => {
    for (const card of cards) card.classList.toggle("off", !ids.has(card.id));
    mark(new Set());
    for (const other of words) other.classList.toggle("picked", other === word);
    if (shown.textContent !== text) shown.textContent = text;
    all.hidden = false;
    columns.classList.add("picking");
    facts.scrollTop = 0;
    from = word;
  };

  // Words are chosen, and with them the facts that rest on them.
  const pick = (word) => {
    const ids = new Set(factsOf(word));
    choose(ids, ids.size === 1 ? shown.dataset.one : shown.dataset.many.replace("#", ids.size), word);
    // On narrow screens the facts come up from below: the words stay above them.
    if (!wide.matches && word.getBoundingClientRect().bottom > 0.35 * innerHeight) word.scrollIntoView({ block: "start" });
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
      target.scrollIntoView({ block: columns.classList.contains("picking") && !wide.matches ? "start" : "center" });
    }
  };

  // The first fact of the chosen words.
  const enter = () => {
    const first = cards.find((card) => !card.classList.contains("off"));
    if (first) first.focus({ preventScroll: wide.matches });
  };

  for (const word of words) {
    word.addEventListener("click", () => {
      // Who has selected text wants the text.
      if (getSelection().isCollapsed) pick(word);
    });
    word.addEventListener("focus", () => {
      if (word.matches(":focus-visible")) pick(word);
    });
    word.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      pick(word);
      enter();
    });
  }
  for (const kind of ["click", "focusin"]) {
    facts.addEventListener(kind, (event) => {
      const card = event.target.closest(".fact");
      if (card) follow(card);
    });
  }
  // A tie of several facts leads to all of them; that of one is a link to it.
  for (const tie of document.querySelectorAll("#network a[data-f]")) {
    tie.addEventListener("click", (event) => {
      const ids = new Set(factsOf(tie));
      if (ids.size === 1 || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      choose(ids, shown.dataset.ties.replace("#", ids.size), null);
      facts.focus({ preventScroll: true });
      if (wide.matches) document.getElementById("reading").scrollIntoView();
    });
  }
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
