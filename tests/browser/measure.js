/* What measure.py asks a page about itself. */
({
  /* Colours that are on their way from light to dark contrast with nothing, and an icon whose font is not here is a word. */
  settled() {
    return Promise.allSettled([document.fonts.ready, ...document.getAnimations().map(moving => moving.finished)]);
  },

  sideways() {
    const root = document.scrollingElement, room = root.clientWidth;
    scrollTo(9999, 0);
    const moved = scrollX;
    scrollTo(0, 0);
    if (!moved) return [];
    const wide = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > room + 1);
    return [`${moved} px: ` + wide.slice(0, 4).map(e => `${e.tagName.toLowerCase()}.${e.className}`).join(" ")];
  },

  smallControls(least = 44) {
    const shown = e => e && [...e.getClientRects()].find(r => r.width > 2 && r.height > 2);
    const inSentence = e => {
      if (e.tagName !== "A" || getComputedStyle(e).display !== "inline") return false;
      const around = e.closest("p, li, dd, td, th, figcaption, blockquote, address")?.cloneNode(true);
      around?.querySelectorAll("a, .visually-hidden").forEach(a => a.remove());
      return /\p{L}{2}/u.test(around?.textContent ?? "");
    };
    const small = [], controls = "a[href], button, input:not([type=hidden]), select, textarea, summary";
    const measure = e => {
      const label = e.labels?.[0];
      e.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
      const box = shown(e) ?? shown(label);
      if (!box || e.disabled || inSentence(e)) return;
      const x = box.x + box.width / 2, y = box.y + box.height / 2;
      const hits = (x, y) => {
        const hit = document.elementFromPoint(x, y);
        return hit && (e.contains(hit) || label?.contains(hit));
      };
      if (!hits(x, y)) return; // covered, or not shown until it has the focus
      const far = least / 2 - 1;
      if (hits(x - far, y) && hits(x + far, y) && hits(x, y - far) && hits(x, y + far)) return;
      const reach = (dx, dy) => {
        let step = 0;
        while (step < 44 && hits(x + dx * (step + 1), y + dy * (step + 1))) step++;
        return step;
      };
      const width = reach(-1, 0) + reach(1, 0) + 1, height = reach(0, -1) + reach(0, 1) + 1;
      if (Math.min(width, height) < least - 1) { // whole pixels lose up to one
        const name = (e.innerText || e.name || "").trim().slice(0, 40);
        small.push(`${e.tagName.toLowerCase()} "${name}" ${width}x${height}`);
      }
    };
    document.querySelectorAll(controls).forEach(measure);
    // What is folded away is measured too, once it is open.
    for (const folded of document.querySelectorAll("details:not([open])")) {
      folded.open = true;
      folded.querySelectorAll(controls).forEach(measure);
      folded.open = false;
    }
    scrollTo(0, 0);
    return small;
  },

  focused() {
    const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
    const across = box.width > 2 && box.right > 0 && box.left < innerWidth;
    const down = box.height > 2 && box.bottom > 0 && box.top < innerHeight;
    return {
      text: (e.innerText || e.getAttribute("aria-label") || e.name || "").trim(),
      id: e.id,
      inView: across && down,
      marked: style.boxShadow !== "none" || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
    };
  },
})
