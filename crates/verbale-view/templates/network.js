(() => {
  "use strict";
  const numbers = (element) => (element.dataset.a ? element.dataset.a.split(" ") : []);

  // What is chosen stays: a tie with its actors, an actor with its ties and those whom they tie. The rest fades.
  const light = (drawing, chosen) => {
    const hubs = [...drawing.querySelectorAll(".hub")];
    const of = chosen.classList.contains("hub") ? [chosen] : hubs.filter((hub) => numbers(hub).includes(chosen.dataset.a));
    const ties = new Set(of.map((hub) => hub.dataset.t));
    const actors = new Set([...of.flatMap(numbers), ...numbers(chosen)]);
    for (const one of drawing.querySelectorAll(".hub,.tie")) one.classList.toggle("lit", ties.has(one.dataset.t));
    for (const one of drawing.querySelectorAll(".actor")) one.classList.toggle("lit", actors.has(one.dataset.a));
    drawing.classList.add("lighting");
  };

  for (const drawing of document.querySelectorAll(".drawing > svg")) {
    const chosen = () => drawing.querySelector(".hub:focus-visible,.actor:focus-visible");
    const show = (event) => {
      const over = event.target.closest(".hub,.actor") || chosen();
      if (over) light(drawing, over);
      else drawing.classList.remove("lighting");
    };
    drawing.addEventListener("pointerover", show);
    drawing.addEventListener("focusin", show);
    const rest = () => {
      const still = chosen();
      if (still) light(drawing, still);
      else drawing.classList.remove("lighting");
    };
    drawing.addEventListener("pointerleave", rest);
    drawing.addEventListener("focusout", () => setTimeout(rest));
  }
})();
