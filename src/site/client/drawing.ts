import { element } from "./element.ts";

/** What a frame may ask for, in pixels. */
const [LOWEST, HIGHEST] = [80, 4000];

/** Draws what is Mermaid as soon as it is in view, in a frame that may do nothing but draw. */
export function startDrawings(): void {
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting || !(target instanceof HTMLElement)) continue;
      observer.unobserve(target);
      draw(target);
    }
  });
  for (const figure of document.querySelectorAll("figure[data-mermaid]")) observer.observe(figure);
}

function draw(figure: HTMLElement): void {
  const text = figure.querySelector("pre")?.textContent ?? "";
  const frame = element("iframe", {
    sandbox: "allow-scripts",
    src: figure.dataset["mermaid"] ?? "",
    title: `Drawing: ${figure.dataset["name"]}`,
  });
  addEventListener("message", ({ source, data }: MessageEvent<unknown>) => {
    if (source !== frame.contentWindow || typeof data !== "object" || data === null) return;
    if ("isReady" in data) {
      const isDark = getComputedStyle(document.documentElement).getPropertyValue("--is-dark").trim() === "1";
      // The frame has no origin that could be named.
      frame.contentWindow?.postMessage({ text, isDark }, "*");
    } else if ("height" in data && typeof data.height === "number") {
      frame.style.height = `${Math.min(HIGHEST, Math.max(LOWEST, Math.ceil(data.height)))}px`;
      figure.querySelector("details")?.removeAttribute("open");
    } else if ("failed" in data) {
      frame.replaceWith(
        element("p", { class: "hint" }, "This drawing cannot be shown here; its text stands below."),
      );
    }
  });
  figure.prepend(frame);
}
