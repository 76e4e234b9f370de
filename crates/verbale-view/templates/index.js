(() => {
  "use strict";
  const form = document.getElementById("filters");
  const found = document.getElementById("found");
  const value = (id) => document.getElementById(id).value;
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const names = new Map([...document.getElementById("actor").options].map((option) => [option.value, plain(option.text)]));
  const day = (text) => (text ? Number(text.replaceAll("-", "")) : null);

  const dossiers = [...document.querySelectorAll(".dossier")].map((row) => {
    const facts = row.dataset.facts === "" ? [] : row.dataset.facts.split(";").map((code) => {
      const [kind, category, status, first, last, actors] = code.split(",");
      return { kind, category, status, first: Number(first) || 0, last: Number(last) || 99999999, dated: first !== "" || last !== "", actors: actors === "" ? [] : actors.split(".") };
    });
    const actors = new Set(facts.flatMap((fact) => fact.actors));
    const text = plain(row.querySelector("h3").textContent + " " + row.querySelector(".names").textContent) + " " + [...actors].map((actor) => names.get(actor)).join(" ");
    return { row, facts, text, hits: row.querySelector(".hits") };
  });

  const show = () => {
    const words = plain(value("words")).split(/\s+/).filter(Boolean);
    const [kind, actor, category, status] = ["kind", "actor", "category", "status"].map(value);
    const [from, to] = [day(value("from")), day(value("to"))];
    const asked = Boolean(kind || actor || category || status || from || to);
    const fits = (fact) =>
      (!kind || fact.kind === kind) &&
      (!actor || fact.actors.includes(actor)) &&
      (!category || fact.category === category) &&
      (!status || fact.status === status) &&
      ((!from && !to) || (fact.dated && (!from || fact.last >= from) && (!to || fact.first <= to)));
    let [count, total] = [0, 0];
    for (const dossier of dossiers) {
      const hits = asked ? dossier.facts.filter(fits).length : dossier.facts.length;
      const shown = words.every((word) => dossier.text.includes(word)) && (!asked || hits > 0);
      dossier.row.hidden = !shown;
      dossier.hits.textContent = shown && asked ? ` → ${hits}` : "";
      count += shown;
      total += shown ? hits : 0;
    }
    const text = count === 0 ? found.dataset.none : found.dataset.found.replace("##", total).replace("#", count);
    found.textContent = asked || words.length > 0 ? text : "";
  };

  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  show();
})();
