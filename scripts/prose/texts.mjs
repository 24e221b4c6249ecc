// Finds the prose in a file: paragraphs of documents, comments, strings and test names of programs, and the text of markup.

import { extname } from "node:path";

const C_STYLE = /\/\*[^]*?\*\/|\/\/.*|"(?:\\[^]|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[^]|[^`\\])*`/g;
const RUST = /\/\*[^]*?\*\/|\/\/.*|\br(#*)"[^]*?"\1|"(?:\\[^]|[^"\\])*"|'(?:\\.[^']*|[^'\\\n])'/g;
const HASHES = /(?<=^|\s)#.*/gm;
const TAGS = /<!--[^]*?-->|<(script|style)\b[^]*?<\/\1>|<[^>]+>/g;

/** Matches the code before the name of a test. */
const BEFORE_TEST_NAME = /\b(?:describe|it|test)(?:\.\w+)*(?:\((?:[^()]|\([^()]*\))*\))?\(\s*$/;
const RUST_TEST = /#\[(?:\w+::)?(?:wasm_bindgen_)?test\b[^\]]*\]\s*(?:#\[[^\]]*\]\s*)*(?:async )?fn (\w+)/g;
/** Matches the text between the tags of JSX, where it has at least two words. */
const JSX_TEXT = /(?<=>)\s*[A-Z][\w'’]* [^<>{}=;]*(?=[<{])/g;
/** A string counts as prose when it has at least three words. */
const SENTENCE_LIKE = /[A-Za-z]\S* \S+ \S/;

const READERS = {
  ".css": (source) => program(source, C_STYLE),
  ".html": markup,
  ".js": (source) => program(source, C_STYLE),
  ".md": document,
  ".mjs": (source) => program(source, C_STYLE),
  ".mts": (source) => program(source, C_STYLE),
  ".rs": rust,
  ".sh": (source) => program(source, HASHES),
  ".toml": (source) => program(source, HASHES),
  ".ts": (source) => program(source, C_STYLE),
  ".tsx": (source) => [...program(source, C_STYLE), ...found(source, JSX_TEXT, "markup")],
  ".yaml": (source) => program(source, HASHES),
  ".yml": (source) => program(source, HASHES),
};

/** The extensions of the files that can be read here. */
export const EXTENSIONS = Object.keys(READERS);

/** Returns the texts of a file as `{ kind, text, lines }`. `text` is on one line; `lines` has the number of the line and the offset at which it begins. */
export function textsOf(path, source) {
  return READERS[extname(path)](source).filter(({ text }) => /[A-Za-z]/.test(text));
}

/** Returns the number of the line that an offset of a text is on. */
export const lineAt = ({ lines }, offset) => lines.findLast((line) => line.offset <= offset).number;

/** Reads a document in Markdown: each paragraph, list item, table cell and heading is a text. The code in it is read for its comments. */
function document(source) {
  const texts = [];
  let paragraph = [];
  const end = (kind = "document") => {
    if (paragraph.length > 0) texts.push(joined(kind, paragraph));
    paragraph = [];
  };
  const outside = source.replace(/^( *)```(\w*)[^\n]*\n([^]*?)^\1```$/gm, (block, _, language, code, start) => {
    const comments = program(code, ["sh", "toml", "yaml"].includes(language) ? HASHES : C_STYLE).filter(({ kind }) => kind === "comment");
    const first = numberOf(source, start) + 1;
    texts.push(...comments.map((text) => ({ ...text, lines: text.lines.map((line) => ({ ...line, number: line.number + first - 1 })) })));
    return blank(block);
  });
  for (const [index, line] of outside
    .replace(/<!--[^]*?-->/g, blank)
    .split("\n")
    .entries()) {
    const number = index + 1;
    const [, mark = "", content = ""] = /^\s*(#+ |[-*+] |\d+\. |> |\|)?(.*)$/.exec(line);
    if (content === "" || mark !== "") end();
    if (mark === "|") texts.push(...content.split("|").map((cell) => joined("document", [{ number, content: unlinked(cell) }])));
    else if (content !== "") paragraph.push({ number, content: unlinked(content) });
    if (mark.startsWith("#")) end("heading");
  }
  end();
  return texts;
}

/** Reads the comments and strings of a program. Some strings name tests. Comments on lines that follow each other are one text. */
function program(source, pattern) {
  const texts = [];
  let comment = [];
  const end = () => {
    if (comment.length > 0) texts.push(joined("comment", comment));
    comment = [];
  };
  for (const { 0: match, index } of source.matchAll(pattern)) {
    const number = numberOf(source, index);
    if (/^(?:\/[/*]|#)/.test(match)) {
      const alone = /^\s*$/.test(source.slice(source.lastIndexOf("\n", index - 1) + 1, index));
      if (!alone || comment.at(-1)?.number !== number - 1) end();
      for (const [below, line] of match.split("\n").entries()) {
        const content = line.replace(/^\s*(?:\/\*\*?|\*\/|\*|\/\/[/!]?|#!?)\s?|\*\/$/g, "").trim();
        if (content === "") end();
        else comment.push({ number: number + below, content: content.replace(/^(?:[-*] |#+ |@\w+ (?:\{.*?\} )?(?:\w+ - )?)/, "") });
      }
      if (!alone) end();
    } else {
      const content = match.slice(1, -1).replace(/\$\{[^}]*\}/g, (code) => "x".repeat(code.length));
      const kind = BEFORE_TEST_NAME.test(source.slice(Math.max(0, index - 300), index)) ? "test name" : "string";
      if (kind === "test name" || SENTENCE_LIKE.test(content)) {
        texts.push(
          joined(
            kind,
            content.split("\n").map((line, below) => ({ number: number + below, content: line })),
          ),
        );
      }
    }
  }
  end();
  return texts;
}

/** Reads a program in Rust: the names of its tests are functions. */
function rust(source) {
  const names = [...source.matchAll(RUST_TEST)].map(({ 0: match, 1: name, index }) =>
    joined("test name", [{ number: numberOf(source, index + match.length), content: name.replaceAll("_", " ") }]),
  );
  return [...program(source, RUST), ...names];
}

function markup(source) {
  return found(source.replace(TAGS, blank), /[^\s][^\n]*/g, "markup");
}

/** Returns the matches of a pattern as texts. */
function found(source, pattern, kind) {
  return [...source.matchAll(pattern)].map(({ 0: match, index }) => {
    const first = numberOf(source, index);
    return joined(
      kind,
      match.split("\n").map((line, below) => ({ number: first + below, content: line.trim() })),
    );
  });
}

/** Joins lines to a text. Code in backticks becomes a word without meaning. */
function joined(kind, parts) {
  let text = "";
  const lines = [];
  for (const { number, content } of parts) {
    if (text !== "") text += " ";
    lines.push({ number, offset: text.length });
    text += content;
  }
  return { kind, lines, text: text.replace(/`[^`]*`/g, (code) => "x".repeat(code.length)) };
}

const numberOf = (source, index) => source.slice(0, index).split("\n").length;
const blank = (text) => text.replace(/[^\n]/g, " ");
/** Removes from Markdown the targets of links and the marks of emphasis. */
const unlinked = (text) =>
  text
    .replace(/\]\([^)\s]*\)/g, "]")
    .replace(/\*\*|[[\]]|(?<!\w)_|_(?!\w)/g, "")
    .trim();
