/** Runs in the frame of a drawing, beside Mermaid: draws what the page sends, and says how high that is. */
interface Mermaid {
  initialize(settings: object): void;
  render(id: string, text: string): Promise<{ svg: string }>;
}

declare const mermaid: Mermaid;

const LONGEST = 50_000;

addEventListener("message", ({ source, data }: MessageEvent<unknown>) => {
  if (source !== parent || typeof data !== "object" || data === null) return;
  if (!("text" in data) || typeof data.text !== "string" || data.text.length > LONGEST) return;
  void draw(data.text, "isDark" in data && data.isDark === true);
});
parent.postMessage({ isReady: true }, "*");

async function draw(text: string, isDark: boolean): Promise<void> {
  document.documentElement.style.colorScheme = isDark ? "dark" : "light";
  mermaid.initialize({ startOnLoad: false, securityLevel: "strict", theme: isDark ? "dark" : "neutral" });
  try {
    const { svg } = await mermaid.render("drawing", text);
    document.body.innerHTML = svg;
    const drawn = document.body.firstElementChild;
    if (drawn) parent.postMessage({ height: drawn.getBoundingClientRect().height + 20 }, "*");
  } catch {
    parent.postMessage({ failed: true }, "*");
  }
}
