// The page of a clinic's kiosk: a window of its own, with screens of its own on the same states.
import { mount } from 'svelte';
import { locale } from '../i18n/index.svelte';
import { transport } from '../ipc/call';
import '../lib/tokens.css';
import '../lib/base.css';
import './kiosk.css';
import { look } from '../lib/look.svelte';
import Kiosk from './Kiosk.svelte';
import { lockDown } from './lock-down';

lockDown();
look.start();
await locale.startAll();

const target = document.getElementById('app');
if (target) mount(Kiosk, { target, props: { transport } });
