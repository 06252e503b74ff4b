#include "reports/html_style.h"

static const char page[] =
    ":root { color-scheme: light dark; --ink: #1c1c1c; --soft: #555; --line: #c8c8c8; --paper: "
    "#fff; "
    "--panel: #f5f6f7; --accent: #0058a0; }\n"
    "@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --soft: #b0b0b0; --line: "
    "#4a4a4a; "
    "--paper: #17191b; --panel: #212427; --accent: #7cc4f5; } }\n"
    "* { box-sizing: border-box; }\n"
    "body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.5rem 4rem; background: var(--paper); "
    "color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, "
    "sans-serif; "
    "overflow-wrap: anywhere; }\n"
    "h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 0.5rem; }\n"
    "h2 { font-size: 1.4rem; margin: 2.5rem 0 0.8rem; padding-top: 0.8rem; border-top: 2px solid "
    "var(--line); }\n"
    "h3 { font-size: 1.1rem; margin: 1.6rem 0 0.5rem; }\n"
    "a { color: var(--accent); }\n"
    ".kind { margin: 0; color: var(--soft); }\n"
    "nav ol { display: flex; flex-wrap: wrap; gap: 0.2rem 1.8rem; margin: 1rem 0 0; padding-left: "
    "1.2rem; }\n"
    ".lead { font-size: 1.15rem; }\n"
    ".assumed, .partial, .refused { border-left: 4px solid var(--line); padding-left: 0.8rem; }\n"
    ".met, .missed { border-left: 4px solid var(--line); padding-left: 0.8rem; }\n"
    ".partial, .missed { border-color: #c44500; font-weight: 600; }\n"
    ".note, figcaption, small { color: var(--soft); font-size: 0.875rem; }\n"
    ".risk { display: inline-block; margin: 0.2rem 0 0; padding: 0.2rem 0.8rem; border: 2px solid; "
    "border-radius: 0.3rem; font-weight: 600; }\n"
    ".risk.low { border-style: dotted; }\n.risk.moderate { border-style: dashed; }\n"
    ".risk.high { border-style: solid; border-width: 4px; }\n"
    "table { width: 100%; border-collapse: collapse; margin: 1rem 0; font-size: 0.94rem; }\n"
    "caption { text-align: left; font-weight: 600; padding-bottom: 0.3rem; }\n"
    "th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.9rem 0.35rem 0; "
    "border-bottom: 1px solid var(--line); }\n"
    "thead th { border-bottom: 2px solid var(--line); }\n"
    "thead th { overflow-wrap: normal; }\n"
    "@media (min-width: 40rem) { tbody th { min-width: 5.5rem; } }\n"
    "@media (max-width: 60rem) { table .at { white-space: normal; } }\n"
    "@media (max-width: 40rem) { thead th { overflow-wrap: anywhere; } table { font-size: "
    "0.8rem; } th, td { padding-right: 0.4rem; } "
    "tbody th { min-width: 3.2rem; } td { min-width: 2.4rem; } "
    "small { font-size: 0.75rem; } }\n"
    "tbody th { font-weight: 400; }\n"
    ".at { white-space: nowrap; }\n"
    ".value { font-weight: 600; }\n"
    ".number { text-align: right; }\n"
    ".short { white-space: nowrap; }\n"
    "td.bar { width: 24%; min-width: 5rem; }\n"
    "td.bar span { display: block; height: 0.9rem; margin-top: 0.3rem; border: 1px solid "
    "var(--ink); background: var(--accent); print-color-adjust: exact; }\n"
    "pre { white-space: pre-wrap; border: 1px solid var(--line); border-radius: 0.3rem; "
    "background: var(--panel); padding: 0.5rem 0.8rem; font-size: 0.875rem; }\n"
    "ul.rest { columns: 2 20rem; font-size: 0.94rem; }\n"
    "table.groups th[scope=row] { width: 20%; }\n"
    ".answer th[scope=row] { width: 30%; }\n.answer .value { width: 34%; }\n";

static const char strategy[] =
    ".stages { list-style: none; margin: 1rem 0; padding: 0; }\n"
    ".stages > li:not(:last-child)::after { content: '\\2193'; display: block; text-align: center; "
    "font-size: 1.3rem; line-height: 1.4; color: var(--soft); }\n"
    ".stage { border: 1px solid var(--line); border-radius: 0.4rem; background: var(--panel); "
    "padding: 0.6rem 0.9rem; }\n"
    ".stage p { margin: 0 0 0.5rem; }\n"
    ".limits { color: var(--soft); font-size: 0.9rem; }\n"
    "ul.groups { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: "
    "0.5rem; "
    "list-style: none; margin: 0; padding: 0; }\n"
    "ul.groups > li { border: 1px solid var(--line); border-radius: 0.3rem; background: "
    "var(--paper); "
    "padding: 0.35rem 0.6rem; }\n"
    "ul.groups .limits, .selector { display: block; }\n"
    "ul.gates { list-style: none; margin: 0 0 0.4rem; padding: 0; font-size: 0.9rem; }\n"
    "ul.gates > li { padding-left: 1.2rem; text-indent: -1.2rem; }\n"
    "ul.gates > li::before { content: '\\25C6'; display: inline-block; width: 1.2rem; "
    "text-indent: 0; color: var(--accent); }\n"
    "ul.groups + ul.gates, li > span + ul.gates { margin: 0.5rem 0 0; }\n"
    ".wait { text-align: center; margin: 0.4rem 0 0; color: var(--soft); }\n";

static const char pictures[] =
    "figure { margin: 1.2rem 0; }\n"
    "figure svg { display: block; width: 100%; height: auto; background: #fff; border: 1px solid "
    "var(--line); "
    "border-radius: 0.3rem; }\n"
    "figcaption { margin-top: 0.4rem; }\n";

static const char paper[] =
    "@page { size: A4; margin: 16mm 14mm; }\n"
    "@media print { :root { font-size: 10pt; --ink: #000; --soft: #444; --line: #aaa; --paper: "
    "#fff; --panel: #fff; "
    "--accent: #000; color-scheme: light; } body { max-width: none; padding: 0; font-size: 10pt; } "
    "nav { display: none; } figure svg { max-height: 235mm; } h2, h3, caption { break-after: "
    "avoid; } "
    "table { font-size: 8.5pt; } tbody tr:first-child { break-before: avoid; } .lead { "
    "break-after: avoid; } figure, tr, .stage { break-inside: avoid; } thead { display: "
    "table-header-group; } }\n";

void html_style(FILE *out)
{
    fputs(page, out);
    fputs(strategy, out);
    fputs(pictures, out);
    fputs(paper, out);
}
