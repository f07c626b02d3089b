import type {
  CommandError,
  DemoFault,
  DirectionRequest,
  DirectorView,
  StoryStepView,
  StoryView,
  WireView,
} from '../../ipc/generated';
import { asCommandError, type Transport } from '../../ipc/transport';

/** How many lines of the wire are kept here. */
const LINES = 200;

/** What the director needs of the app under it: that somebody else is played, from the beginning. */
export type Cast = { leave: () => Promise<void>; play: (personId: string) => Promise<void> };

/** Tells stories on the pretend networks. The app under it does not know. */
export class DirectorState {
  open = $state(false);
  wireOpen = $state(false);
  view = $state.raw<DirectorView | null>(null);
  story = $state.raw<StoryView | null>(null);
  steps = $state.raw<readonly StoryStepView[]>([]);
  /** How many steps were told. */
  told = $state(0);
  doing = $state<DirectionRequest['does'] | 'story' | 'notes' | null>(null);
  problem = $state.raw<CommandError | null>(null);
  lines = $state.raw<readonly WireView[]>([]);
  #transport: Transport;
  #cast: Cast;

  constructor(transport: Transport, cast: Cast) {
    this.#transport = transport;
    this.#cast = cast;
  }

  /** The step that comes next; null at the end, and where no story is told. */
  get next(): StoryStepView | null {
    return this.steps[this.told] ?? null;
  }

  async toggle(): Promise<void> {
    this.open = !this.open;
    if (this.open && !this.view) await this.look();
  }

  /** Asks once more what there is. */
  look(): Promise<void> {
    return this.#do('story', () => this.#look());
  }

  /** Everybody back to the beginning, and the person of this story is played. */
  async begin(id: string): Promise<void> {
    await this.#do('story', async () => {
      const view = this.view ?? (await this.#look());
      const story = view.stories.find((one) => one.id === id);
      if (!story) return;
      this.steps = await this.#transport.call('story_steps', { storyId: id });
      this.story = story;
      await this.#reset(story.personId);
    });
  }

  /** The next step: the world does its part; the person who presses does theirs. */
  async step(): Promise<void> {
    const { story, told } = this;
    if (!story || !this.next) return;
    await this.#do('step', async () => {
      await this.#direct({ does: 'step', storyId: story.id, step: told });
      this.told = told + 1;
    });
  }

  /** One key: the story from the start, or, where none is told, everybody back to the beginning. */
  reset(): Promise<void> {
    return this.#do('reset', () => this.#reset(this.story?.personId ?? null));
  }

  speed(times: number): Promise<void> {
    return this.#do('speed', () => this.#direct({ does: 'speed', times }));
  }

  later(days: number): Promise<void> {
    return this.#do('later', () => this.#direct({ does: 'later', days }));
  }

  fault(fault: DemoFault, on: boolean): Promise<void> {
    return this.#do('fault', () => this.#direct({ does: 'fault', fault, on }));
  }

  /** What the presenter reads, in a window of its own. */
  openNotes(): Promise<void> {
    return this.#do('notes', () => this.#transport.call('open_notes', null));
  }

  /** What went over the wire meanwhile. */
  async listen(): Promise<void> {
    try {
      const news = await this.#transport.call('wire_log', { after: this.lines.at(-1)?.number ?? 0 });
      if (news.length > 0) this.lines = [...this.lines, ...news].slice(-LINES);
    } catch {
      // The next look asks again; nothing here is worth a word on the screen.
    }
  }

  async #reset(personId: string | null): Promise<void> {
    await this.#cast.leave();
    await this.#direct({ does: 'reset' });
    this.told = 0;
    if (personId) await this.#cast.play(personId);
  }

  async #look(): Promise<DirectorView> {
    const view = await this.#transport.call('director', null);
    this.view = view;
    return view;
  }

  async #direct(direction: DirectionRequest): Promise<void> {
    this.view = await this.#transport.call('direct', direction);
  }

  async #do(doing: NonNullable<DirectorState['doing']>, act: () => Promise<unknown>): Promise<void> {
    if (this.doing) return;
    this.doing = doing;
    this.problem = null;
    try {
      await act();
    } catch (thrown) {
      this.problem = asCommandError(thrown);
    } finally {
      this.doing = null;
    }
  }
}
