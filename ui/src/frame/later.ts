// The screens and dialogs that nobody sees first: a file of their own, which the page loads as soon as its first screen stands.
import { addIcons } from '../lib/drawing.svelte';
import { laterIcons } from '../lib/later-icons';

addIcons(laterIcons);

export { default as KnownCards } from '../features/home/KnownCards.svelte';
export { default as LockScreen } from '../features/lock/LockScreen.svelte';
export { default as SetUpNote } from '../features/set-up/SetUpNote.svelte';
export { default as SignInScreen } from '../features/sign-in/SignInScreen.svelte';
export { default as SignInAgain } from '../features/lock/SignInAgain.svelte';
export { default as Director } from '../features/director/Director.svelte';
export { default as Dialogs } from './Dialogs.svelte';
export { default as Screens } from './Screens.svelte';
