import { element } from "./element.ts";

const OLD_MS = 48 * 3_600_000;

/** Light or dark by hand; without a choice the system's counts. */
export function startTheme(): void {
  const root = document.documentElement;
  const chosen = read();
  if (chosen) root.dataset["theme"] = chosen;
  const isDark = () => getComputedStyle(root).getPropertyValue("--is-dark").trim() === "1";
  const button = element("button", { type: "button", class: "theme" });
  const label = () => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", isDark() ? "Use the light theme" : "Use the dark theme");
  };
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    root.dataset["theme"] = theme;
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // Without storage the choice holds for this page.
    }
    label();
  });
  document.querySelector("header .wide")?.append(button);
  label();
}

function read(): "light" | "dark" | null {
  try {
    const theme = localStorage.getItem("theme");
    return theme === "light" || theme === "dark" ? theme : null;
  } catch {
    return null;
  }
}

/** Whatever is there to be copied gets a button for it. */
export function startCopying(): void {
  for (const code of document.querySelectorAll<HTMLElement>("code[data-copy]")) {
    const button = element("button", { type: "button", class: "copy" }, "Copy");
    button.setAttribute("aria-label", `Copy ${code.textContent}`);
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(code.textContent ?? "").then(
        () => {
          button.textContent = "Copied";
        },
        () => getSelection()?.selectAllChildren(code),
      );
    });
    (code.closest("pre") ?? code).after(" ", button);
  }
}

/** A page that nobody has built for days says so. */
export function tellAge(): void {
  const footer = document.querySelector<HTMLElement>("[data-as-of]");
  const at = Date.parse(footer?.dataset["asOf"] ?? "");
  if (!footer || Number.isNaN(at) || Date.now() - at < OLD_MS) return;
  const days = Math.floor((Date.now() - at) / 86_400_000);
  footer.append(` That is ${days} days ago; GitHub may know more.`);
}

/** People type IDs in lower case; addresses have them as the catalog does. */
export function mendAddress(): void {
  const id = /\/d\/([^/]+)\/?$/.exec(location.pathname)?.[1];
  const upper = id?.toUpperCase();
  if (document.title.startsWith("Not found") && id !== undefined && upper !== undefined && upper !== id) {
    location.replace(location.pathname.replace(/\/d\/[^/]+\/?$/, `/d/${upper}/`));
  }
}
