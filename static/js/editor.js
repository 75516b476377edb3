/* The rich-text editor comes when it is asked for: it is larger than all the rest of the page.
   Until then the text stands as it will be read. The editor says its buttons in English, shows only to
   the eye which of them do nothing now, and has no name for its field: that is put right here. */

(() => {
  const danish = {
    "paragraph": "Afsnit",
    "Paragraph": "Afsnit",
    "heading": "Overskrift",
    "Heading 2": "Overskrift",
    "Heading 3": "Mindre overskrift",
    "Heading 4": "Mindste overskrift",
    "heading 2": "Overskrift",
    "heading 3": "Mindre overskrift",
    "heading 4": "Mindste overskrift",
    "unordered list": "Punkter",
    "ordered list": "Nummereret liste",
    "bold": "Fed",
    "italic": "Kursiv",
    "insert link": "Indsæt link",
    "remove link": "Fjern link",
    "undo": "Fortryd",
    "redo": "Gentag",
  };

  const label = (box) => {
    for (const button of box.querySelectorAll(".prose-menubar button")) {
      button.setAttribute("aria-disabled", button.classList.contains("disabled"));
      const title = danish[button.title];
      if (title) {
        button.title = title;
        button.setAttribute("aria-label", title);
      }
      const text = button.querySelector("h2, h3, h4, p");
      if (text && danish[text.textContent]) text.textContent = danish[text.textContent];
    }
  };

  const add = (tag, attributes) =>
    new Promise((resolve, reject) => {
      const element = Object.assign(document.createElement(tag), attributes);
      element.onload = resolve;
      element.onerror = reject;
      document.head.append(element);
    });

  let loaded;
  const load = (box) => {
    const { styles, words } = box.dataset;
    loaded ??= Promise.all([
      ...styles.split(" ").map((href) => add("link", { rel: "stylesheet", href })),
      add("script", { src: words }).then(() => import("django-prose-editor/configurable")),
    ]).then((parts) => parts.at(-1));
    return loaded;
  };

  const open = async (box) => {
    if (box.classList.contains("open")) return;
    const textarea = box.querySelector("textarea");
    const button = box.querySelector("button");
    button.setAttribute("aria-busy", "true");
    try {
      const { createEditor } = await load(box);
      box.classList.add("open");
      const editor = await createEditor(textarea, JSON.parse(box.dataset.config));
      editor.view.dom.setAttribute("aria-label", box.dataset.label);
      // The toolbar comes after the field, and parts of it are drawn anew later.
      label(box);
      new MutationObserver(() => label(box)).observe(box, { childList: true, subtree: true, attributeFilter: ["class"] });
      editor.commands.focus("end");
    } catch {
      // Without the editor the text is still there to be changed, with its tags.
      loaded = undefined;
      box.classList.add("open");
      textarea.focus();
    }
  };

  document.addEventListener("click", (event) => {
    const box = event.target.closest(".rich-text");
    // An empty text has nothing to read and nothing to click by mistake.
    if (box && (event.target.closest(".rich-text-open") || box.matches(".empty"))) open(box);
    // The summary of errors leads to the field, and so does its label.
    const way = event.target.closest(".errsum a, label");
    const field = way && document.getElementById(way.htmlFor ?? decodeURIComponent(way.hash.slice(1)));
    const far = field?.closest(".rich-text:not(.open)");
    if (far) open(far);
  });
})();
