"use strict";
(() => {
  const root = document.documentElement;
  const holder = document.getElementById("findings");
  const status = document.getElementById("status");
  const search = document.getElementById("search");
  const group = document.getElementById("group");
  const overview = document.getElementById("overview");
  const theme = document.getElementById("theme");
  const chips = [...document.querySelectorAll(".chip")];
  const severities = ["error", "warning", "info", "suppressed"];
  const unnamed = { table: "no table", file: "no file" };
  const findings = [...holder.querySelectorAll(".finding")].map((element) => ({
    element,
    severity: element.dataset.severity,
    table: element.dataset.table,
    file: element.dataset.file,
    rule: element.dataset.rule,
    text: element.textContent.toLowerCase(),
    shown: true,
  }));
  let groups = [];
  let current = null;

  const plural = (count) => count + (count === 1 ? " finding" : " findings");

  const build = () => {
    const by = group.value;
    const found = new Map();
    for (const finding of findings) {
      const name = finding[by];
      if (!found.has(name)) found.set(name, []);
      found.get(name).push(finding);
    }
    const order = by === "severity"
      ? (a, b) => severities.indexOf(a) - severities.indexOf(b)
      : (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    const page = document.createDocumentFragment();
    const links = document.createDocumentFragment();
    groups = [...found.keys()].sort(order).map((name, index) => {
      const section = document.createElement("section");
      const heading = document.createElement("h2");
      const count = document.createElement("small");
      const link = document.createElement("a");
      const label = document.createElement("span");
      const number = document.createElement("b");
      const shown = name || unnamed[by] || name;
      section.id = "group-" + index;
      heading.append(shown, count);
      section.append(heading, ...found.get(name).map((finding) => finding.element));
      label.textContent = "\u200e" + shown;
      label.title = shown;
      link.href = "#" + section.id;
      link.append(label, number);
      page.append(section);
      links.append(link);
      return { members: found.get(name), section, count, link, number };
    });
    if (findings.length > 0) holder.replaceChildren(page);
    overview.replaceChildren(links);
    filter();
  };

  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = new Set(chips.filter((chip) => chip.getAttribute("aria-pressed") === "true")
      .map((chip) => chip.dataset.severity));
    let total = 0;
    for (const { members, section, count, link, number } of groups) {
      let shown = 0;
      for (const finding of members) {
        finding.shown = wanted.has(finding.severity) && words.every((word) => finding.text.includes(word));
        if (finding.element.hidden === finding.shown) finding.element.hidden = !finding.shown;
        shown += finding.shown ? 1 : 0;
      }
      section.hidden = link.hidden = shown === 0;
      count.textContent = plural(shown);
      number.textContent = shown;
      total += shown;
    }
    if (findings.length > 0)
      status.textContent = total === findings.length ? plural(total) : total + " of " + plural(findings.length);
  };

  const move = (step) => {
    const shown = groups.flatMap(({ members }) => members).filter((finding) => finding.shown);
    if (shown.length === 0) return;
    const at = shown.indexOf(current);
    const next = at < 0 ? (step > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + step, 0), shown.length - 1);
    current = shown[next];
    current.element.focus({ preventScroll: true });
    current.element.scrollIntoView({ block: "nearest" });
  };

  const clear = () => {
    search.value = "";
    filter();
    search.blur();
  };

  const scheme = window.matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : scheme.matches);
  const nameTheme = () => { theme.textContent = dark() ? "Light" : "Dark"; };

  for (const chip of chips) {
    chip.disabled = false;
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", chip.getAttribute("aria-pressed") === "true" ? "false" : "true");
      filter();
    });
  }
  search.disabled = group.disabled = theme.hidden = false;
  search.addEventListener("input", filter);
  group.addEventListener("change", build);
  theme.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    nameTheme();
  });
  document.addEventListener("focusin", (event) => {
    const element = event.target.closest(".finding");
    if (element) current = findings.find((finding) => finding.element === element);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input, select");
    if (event.key === "Escape" && (search.value || event.target === search)) clear();
    else if (typing) return;
    else if (event.key === "/") search.focus();
    else if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else return;
    event.preventDefault();
  });
  root.classList.add("scripted");
  scheme.addEventListener("change", nameTheme);
  nameTheme();
  build();
})();
