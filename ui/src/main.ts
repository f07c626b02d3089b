import { mount } from 'svelte';
import App from './app.svelte';
import { locale } from './i18n/index.svelte';
import { transport } from './ipc/call';
import './lib/tokens.css';
import './lib/base.css';
import { look } from './lib/look.svelte';

look.start();
await locale.start();

const target = document.getElementById('app');
if (target) mount(App, { target, props: { transport } });
