(() => {
  "use strict";
  // As many dossiers as are shown at once: the browser lays each of them out.
  const STEP = 100;
  const FILTERS = ["words", "kind", "actor", "category", "modality", "status", "from", "to"];
  const form = document.getElementById("filters");
  const found = document.getElementById("found");
  const more = document.getElementById("more");
  const field = (id) => document.getElementById(id);
  const value = (id) => field(id).value;
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const names = new Map([...field("actor").options].map((option) => [option.value, plain(option.text)]));
  const day = (text) => (text ? Number(text.replaceAll("-", "")) : null);
  let most = STEP;

  const dossiers = [...document.querySelectorAll(".dossier")].map((row) => {
    const facts = row.dataset.facts === "" ? [] : row.dataset.facts.split(";").map((code) => {
      const [kind, category, status, modality, first, last, actors] = code.split(",");
      return { kind, category, status, modality: Number(modality), first: Number(first) || 0, last: Number(last) || 99999999, dated: first !== "" || last !== "", actors: actors === "" ? [] : actors.split(".") };
    });
    const actors = new Set(facts.flatMap((fact) => fact.actors));
    const text = plain(row.querySelector("h3").textContent + " " + row.querySelector(".names").textContent) + " " + [...actors].map((actor) => names.get(actor)).join(" ");
    return { row, facts, text, hits: row.querySelector(".hits") };
  });

  const show = () => {
    const words = plain(value("words")).split(/\s+/).filter(Boolean);
    const [kind, actor, category, modality, status] = ["kind", "actor", "category", "modality", "status"].map(value);
    const [from, to] = [day(value("from")), day(value("to"))];
    const asked = Boolean(kind || actor || category || modality || status || from || to);
    const fits = (fact) =>
      (!kind || fact.kind === kind) &&
      (!actor || fact.actors.includes(actor)) &&
      (!category || fact.category === category) &&
      (!modality || (fact.modality & Number(modality)) !== 0) &&
      (!status || fact.status === status) &&
      ((!from && !to) || (fact.dated && (!from || fact.last >= from) && (!to || fact.first <= to)));
    let [count, total] = [0, 0];
    for (const dossier of dossiers) {
      const hits = asked ? dossier.facts.filter(fits).length : dossier.facts.length;
      const found = words.every((word) => dossier.text.includes(word)) && (!asked || hits > 0);
      count += found;
      total += found ? hits : 0;
      dossier.row.hidden = !found || count > most;
      dossier.hits.textContent = found && asked ? ` → ${hits}` : "";
    }
    more.hidden = count <= most;
    const text = count === 0 ? found.dataset.none : found.dataset.found.replace("##", total).replace("#", count);
    found.textContent = asked || words.length > 0 ? text : "";
  };

  // What is asked for stands in the address, in words, so that it can be sent, and is still there after a way back.
  const keep = () => {
    const asked = new URLSearchParams();
    for (const id of FILTERS) {
      const text = field(id).options ? field(id).selectedOptions[0].text : value(id);
      if (value(id) !== "") asked.set(id, text);
    }
    const written = asked.toString();
    history.replaceState(null, "", written === "" ? location.href.split("#")[0] : `#?${written}`);
  };

  const recall = () => {
    if (!location.hash.startsWith("#?")) return;
    const asked = new URLSearchParams(location.hash.slice(2));
    for (const id of FILTERS) {
      const text = asked.get(id) ?? "";
      const option = field(id).options && [...field(id).options].find((option) => option.text === text);
      field(id).value = field(id).options ? (option ? option.value : "") : text;
    }
  };

  const ask = () => {
    most = STEP;
    show();
    keep();
  };

  form.hidden = false;
  form.addEventListener("input", ask);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(ask));
  more.addEventListener("click", () => {
    most += STEP;
    show();
  });
  addEventListener("hashchange", () => {
    recall();
    show();
  });
  addEventListener("pageshow", show);
  recall();
  show();
})();
