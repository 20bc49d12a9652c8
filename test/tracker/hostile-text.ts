import fc from "fast-check";

/** Text that is likely to mean something to a Markdown reader. */
export const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."|\\`*_~[]()<>!@#&$:\n\r\t\"'{}^=+-.".split(""),
        ..."<!-- -->|<b>|<script>|</td>|](|![x](|http://x.io|https://|www.a.io|ftp://|mailto:a@b.co|@everyone|@ada".split(
          "|",
        ),
        ..."&amp;,&#124;,:tada:,**,~~,``,$x$,[^1],[x]: y,| a | b |,\\|,\\\\|,<a@b.co>,<https://x.io>,javascript:alert(1)".split(
          ",",
        ),
        "<!-- diagram-tracker:end details -->",
        "\u202E",
        "\u200B",
        "\u200D",
        "\u2028",
        "\uD800",
        "word",
        " ",
      ),
      fc.string({ unit: "binary", maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));
