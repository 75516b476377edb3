/* What the admin's pages do beside showing and sending: everything else works without. */

document.documentElement.classList.add("js");

/* Inlines: the empty row that stands ready, and after it as many as are asked for. */
const addRow = (group) => {
  const total = group.querySelector("input[name$=-TOTAL_FORMS]");
  let row = group.querySelector(".inline-row.ready");
  if (!row) {
    const html = group.querySelector("template").innerHTML.replaceAll("__prefix__", total.value);
    group.querySelector(".inline-rows").insertAdjacentHTML("beforeend", html);
    row = group.querySelector(".inline-rows").lastElementChild;
    total.value = Number(total.value) + 1;
  }
  row.classList.remove("ready");
  row.querySelector(".inline-fields :is(input:not([type=hidden]), select, textarea)").focus();
  const most = group.querySelector("input[name$=-MAX_NUM_FORMS]");
  group.querySelector(".add-row").hidden = Number(total.value) >= Number(most.value);
};

/* Lists: one box chooses all, and the number of chosen rows is said. */
const countChosen = (list) => {
  const boxes = [...list.querySelectorAll(".action-select")];
  const chosen = boxes.filter((box) => box.checked).length;
  const all = list.querySelector("#action-toggle");
  all.checked = chosen === boxes.length;
  all.indeterminate = chosen > 0 && chosen < boxes.length;
  for (const box of boxes) box.closest("tr").classList.toggle("selected", box.checked);
  const counter = list.querySelector(".action-counter");
  counter.textContent = counter.dataset.text.replace("0", chosen);
};

/* A choice that was missing is made in a tab of its own; on the way back its list is fetched anew. */
let waiting = null;
const fetchChoices = async () => {
  const id = waiting;
  waiting = null;
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(id);
  const field = document.getElementById(id);
  if (!fresh || !field) return;
  const choices = () => [...field.querySelectorAll("option, input")];
  const sign = field.matches("select") ? "selected" : "checked";
  const before = new Map(choices().map((choice) => [choice.value, choice[sign]]));
  field.replaceChildren(...fresh.children);
  // What is new was made to be chosen.
  for (const choice of choices()) choice[sign] = before.get(choice.value) ?? true;
};
window.addEventListener("focus", () => waiting && fetchChoices());

document.addEventListener("click", (event) => {
  const button = event.target.closest(".add-row");
  if (button) addRow(button.closest(".inline-group"));
  if (event.target.closest(".print-page")) print();
  const link = event.target.closest(".add-related");
  if (link) waiting = link.dataset.select;
  const menu = document.querySelector(".menu[open]");
  if (menu && !menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  const menu = document.querySelector(".menu[open]");
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.firstElementChild.focus();
});

document.addEventListener("change", (event) => {
  const list = event.target.closest("#changelist-form");
  if (!list || !event.target.matches("#action-toggle, .action-select")) return;
  if (event.target.id === "action-toggle") {
    for (const box of list.querySelectorAll(".action-select")) box.checked = event.target.checked;
  }
  countChosen(list);
});

document.addEventListener("DOMContentLoaded", () => {
  document.querySelector(".errsum")?.focus();
  // The browser may have kept what was chosen before.
  const list = document.querySelector("#changelist-form:has(#action-toggle)");
  if (list) countChosen(list);
});
