// The page of the demo's notes: a window of its own, for whoever presents.
import { mount } from 'svelte';
import { locale } from '../i18n/index.svelte';
import { transport } from '../ipc/call';
import '../lib/tokens.css';
import '../lib/base.css';
import { look } from '../lib/look.svelte';
import Notes from './Notes.svelte';

look.start();
await locale.startAll();

const target = document.getElementById('app');
if (target) mount(Notes, { target, props: { transport } });
