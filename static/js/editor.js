/* The rich-text editor says its buttons in English and has no name for its field: both are put right here. */

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

  const translate = (box) => {
    for (const button of box.querySelectorAll(".prose-menubar button")) {
      const title = danish[button.title];
      if (title) {
        button.title = title;
        button.setAttribute("aria-label", title);
      }
      const text = button.querySelector("h2, h3, h4, p");
      if (text && danish[text.textContent]) text.textContent = danish[text.textContent];
    }
  };

  document.addEventListener("prose-editor:ready", (event) => {
    const { editor, textarea } = event.detail;
    const label = document.querySelector(`label[for="${textarea.id}"]`);
    if (label) editor.view.dom.setAttribute("aria-label", label.textContent.replace(/:\s*$/, ""));
    // The toolbar comes after the field, and parts of it are drawn anew later.
    const box = textarea.closest(".prose-editor");
    translate(box);
    new MutationObserver(() => translate(box)).observe(box, { childList: true, subtree: true });
  });
})();
