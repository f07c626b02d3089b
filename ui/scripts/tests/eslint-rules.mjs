import { describe, it } from 'node:test';
import { RuleTester } from 'eslint';
import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import satchel from '../eslint-rules/index.mjs';

RuleTester.describe = describe;
RuleTester.it = it;

// The parser that the real configuration uses, taken from the same place.
const svelteParser = svelte.configs.base.find((config) => config.languageOptions?.parser).languageOptions
  .parser;
const inSvelte = { parser: svelteParser, parserOptions: { parser: tseslint.parser } };
const inTypeScript = { parser: tseslint.parser };

const page = 'src/features/home/home.svelte';
const markup = (code, extra = {}) => ({ code, filename: page, languageOptions: inSvelte, ...extra });
const script = (filename, code, extra = {}) => ({ code, filename, languageOptions: inTypeScript, ...extra });
const one = (messageId) => ({ errors: [{ messageId }] });
const tester = new RuleTester();

tester.run('no-text-in-markup', satchel.rules['no-text-in-markup'], {
  valid: [
    markup('<p>{t("home-title")}</p>'),
    markup('<p>· 3 / 4 — 12:08 &nbsp;&middot;</p>'),
    markup('<p>{busy ? t("a") : t("b")}{count}{" · "}</p>'),
    markup('<button aria-label={attr("a", "label")} title={t("b")} aria-hidden="true">{name}</button>'),
    markup('<div aria-live="polite" aria-current="page" aria-labelledby="heading" role="status"></div>'),
    markup('<Place tone="need" key="places-title" name={place.name} icon="circle-pause" />'),
    markup('<input type="radio" value="dark" /><input type="submit" value={t("save")} />'),
    markup('<style>p { color: red; }</style><script lang="ts">const a = "Hello there";</script>'),
    markup('<p>Every state</p>', { filename: 'src/gallery/gallery.svelte' }),
    markup('<p>A test</p>', { filename: 'src/lib/tests/wrapper.svelte' }),
    script('src/lib/a.ts', 'this.title = "home-title"; node.setAttribute("aria-live", "polite");'),
  ],
  invalid: [
    markup('<p>Hello</p>', one('text')),
    markup('<p>¿Qué?</p>', one('text')),
    markup('<p>&eacute;</p>', one('text')),
    markup('<svelte:head><title>Satchel</title></svelte:head>', one('text')),
    markup('{#if a}<p>{a}</p>{:else}Nothing{/if}', one('text')),
    markup('{#snippet row()}Row{/snippet}', one('text')),
    markup('<p>{"Hello"}</p>', one('text')),
    markup('<p>{busy ? "Wait" : t("go")}</p>', one('text')),
    markup('<p>{`Hello ${name}`}</p>', one('text')),
    markup('<p>{"by " + name}</p>', one('text')),
    markup('<p>{name ?? "nobody"}</p>', one('text')),
    markup('<script lang="ts">let x;</script><p>{(x as string) || ("nobody" as string)}</p>', one('text')),
    markup('<button aria-label="Close"></button>', one('attribute')),
    markup('<div aria-roledescription="slide" aria-valuetext="two of three"></div>', {
      errors: [{ messageId: 'attribute' }, { messageId: 'attribute' }],
    }),
    markup('<div aria-somethingnew="Close"></div>', one('attribute')),
    markup('<div aria-label={open ? "Close" : t("open")}></div>', one('attribute')),
    markup('<div title="Hi {name}"></div>', one('attribute')),
    markup('<img alt="satchel" />', one('attribute')),
    markup('<input placeholder="Name" />', one('attribute')),
    markup('<input type="submit" value="Save" />', one('attribute')),
    markup('<Field label="Name" />', one('attribute')),
    markup('<Card heading="Sign in again" tone="need" />', one('attribute')),
    markup('<Ui.Card heading="Sign in again" />', one('attribute')),
    script('src/lib/a.ts', 'node.setAttribute("aria-label", "Close");', one('script')),
    script('src/lib/a.ts', 'node.textContent = `Hello ${name}`;', one('script')),
    script('src/lib/a.ts', 'document.title = "Satchel";', one('script')),
  ],
});

tester.run('no-style-attribute', satchel.rules['no-style-attribute'], {
  valid: [
    markup('<p class="a" style:width={width}></p>'),
    markup('<style>p { color: red; }</style>'),
    script('src/lib/a.ts', 'node.style.setProperty("--x", x);'),
  ],
  invalid: [
    markup('<p style="color: red"></p>', one('attribute')),
    markup('<p style={colour}></p>', one('attribute')),
    markup('<p {style}></p>', one('attribute')),
    script('src/lib/a.ts', 'node.setAttribute("style", "color: red");', one('attribute')),
  ],
});

tester.run('fenced-globals', satchel.rules['fenced-globals'], {
  valid: [
    script('src/ipc/web.ts', 'fetch("/x"); new WebSocket("ws://x"); localStorage.clear();'),
    script('src/lib/preferences.ts', 'localStorage.getItem("theme"); window.localStorage.clear();'),
    script(
      'src/lib/a.ts',
      'class Places { fetch() { return this.fetch(); } } const x = { fetch: 1 }; x.fetch;',
    ),
    script('src/lib/a.ts', 'import { fetch } from "./b"; fetch(); const { caches } = places; caches.length;'),
    script('src/lib/a.ts', 'function f(fetch: () => void) { fetch(); }'),
    script('src/lib/a.test.ts', 'expect(localStorage.length).toBe(0);'),
    script('vite.config.ts', 'fetch("/x");'),
  ],
  invalid: [
    script('src/lib/a.ts', 'fetch("/x");', one('wire')),
    script('src/lib/a.ts', 'const get = fetch;', one('wire')),
    script('src/lib/a.ts', 'window.fetch("/x");', one('wire')),
    script('src/lib/a.ts', 'globalThis["fetch"]("/x");', one('wire')),
    script('src/lib/a.ts', 'const { fetch } = window;', one('wire')),
    script('src/ipc/tauri.ts', 'new EventSource("/x");', one('wire')),
    script('src/lib/a.ts', 'navigator.sendBeacon("/x");', one('wire')),
    script('src/lib/preferences.ts', 'sessionStorage.clear();', one('memory')),
    script('src/lib/a.ts', 'localStorage.getItem("x");', one('memory')),
    script('src/lib/a.ts', 'document.cookie = "a=b";', one('cookie')),
    markup('<button onclick={() => fetch("/x")}></button>', one('wire')),
    markup('<script lang="ts">const s = new WebSocket("ws://x");</script>', one('wire')),
  ],
});

const alias = { options: [{ aliases: { $lib: 'src/lib', '@': 'src' } }] };
tester.run('import-fences', satchel.rules['import-fences'], {
  valid: [
    script('src/ipc/tauri.ts', 'import { invoke } from "@tauri-apps/api/core";'),
    script(
      'src/features/home/a.ts',
      'import { t } from "../../i18n"; import x from "./b"; import y from "../home/c";',
    ),
    script(
      'src/features/home/a.ts',
      'import { call } from "../../ipc/call"; import "svelte"; import "@fluent/bundle";',
    ),
    script(
      'src/features/home/a.ts',
      'import { t } from "$lib/t"; import type { X } from "@/ipc/generated";',
      alias,
    ),
    script('src/lib/a.ts', 'import type { ErrorCode } from "../ipc/generated";'),
    script('src/features/home/home.test.ts', 'import { scripted } from "../../ipc/scripted";'),
    script('src/gallery/main.ts', 'import { scripted } from "../ipc/scripted"; import "../features/home/a";'),
    script('src/ipc/scripted/world.ts', 'import { clock } from "./clock";'),
    script('src/main.ts', 'import { tauri } from "./ipc/tauri"; const web = await import("./ipc/web.ts");'),
    script(
      'src/app.ts',
      'import Home from "./features/home/home.svelte"; import P from "./features/places/p.svelte";',
    ),
  ],
  invalid: [
    script('src/features/home/a.ts', 'import { invoke } from "@tauri-apps/api/core";', one('tauri')),
    script('src/ipc/web.ts', 'export { listen } from "@tauri-apps/api/event";', one('tauri')),
    script('src/main.ts', 'await import("@tauri-apps/api/window");', one('tauri')),
    script('src/main.ts', 'let x: import("@tauri-apps/api/core").Channel;', one('tauri')),
    script('src/features/home/a.ts', 'import { p } from "../places/places.svelte";', one('otherFeature')),
    script('src/features/home/a.ts', 'import type { P } from "../places/p";', one('otherFeature')),
    script('src/features/home/a.ts', 'export * from "@/features/places/p";', {
      ...alias,
      ...one('otherFeature'),
    }),
    script('src/features/home/a.ts', 'import.meta.glob("../places/*.ts");', one('otherFeature')),
    script('src/features/home/a.ts', 'await import(`../places/${name}.ts`);', one('otherFeature')),
    script('src/features/home/a.ts', 'import { tauri } from "../../ipc/tauri";', one('featureTransport')),
    script('src/lib/a.ts', 'import { p } from "../features/places/p";', one('libFeature')),
    script('src/lib/a.ts', 'import { web } from "../ipc/web.ts";', one('libTransport')),
    script('src/lib/a.ts', 'import { s } from "../ipc/scripted";', one('scripted')),
    script('src/main.ts', 'import { s } from "./ipc/scripted/index.js";', one('scripted')),
    script('src/features/home/a.ts', 'import x from "$unknown/x";', one('alias')),
    script('src/features/home/a.ts', 'import x from "/src/features/places/p";', one('alias')),
    markup('<script lang="ts">import P from "../places/p.svelte";</script>', one('otherFeature')),
  ],
});
