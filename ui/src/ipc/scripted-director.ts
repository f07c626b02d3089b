// The pretend director of the pretend core: two stories, and switches that only remember how they stand.
import type { Commands, DemoFault, DirectorView, NotesView } from './generated';

type DirectorCommand = 'director' | 'story_steps' | 'direct' | 'wire_log' | 'notes' | 'open_notes';
type Answers = { [K in DirectorCommand]: (request: Commands[K]['request']) => Commands[K]['response'] };

export class ScriptedDirector {
  /** What was asked for, oldest first. */
  readonly directed: Commands['direct']['request'][] = [];
  faults: DemoFault[] = [];
  notes: NotesView | null = null;
  notesOpened = 0;

  answers(at: () => string): Answers {
    return {
      director: () => this.#view(),
      story_steps: () => [
        { caption: { en: 'Rosa turns on finding.', es: 'Rosa enciende la búsqueda.' }, notice: {} },
        {
          caption: { en: 'Alder Bay answers.', es: 'Responde Alder Bay.' },
          notice: { en: 'Nobody typed a hospital name.', es: 'Nadie escribió el nombre de un hospital.' },
        },
        {
          caption: { en: 'Quillback asks for a sign-in.', es: 'Quillback pide iniciar sesión.' },
          notice: {},
        },
      ],
      direct: (direction) => {
        this.directed.push(direction);
        if (direction.does === 'fault') {
          const others = this.faults.filter((fault) => fault !== direction.fault);
          this.faults = direction.on ? [...others, direction.fault] : others;
        }
        if (direction.does === 'reset') this.faults = [];
        return this.#view();
      },
      notes: () => this.notes,
      open_notes: () => {
        this.notesOpened += 1;
        return null;
      },
      wire_log: ({ after }) =>
        [
          {
            method: 'POST',
            path: '/v1/graphql',
            request: '{"query":"{ tasks { entry { resource { status } } } }"}',
            status: 200,
            answer: '{"data":{"tasks":{"entry":[{"resource":{"status":"in-progress"}}]}}}',
          },
          {
            method: 'POST',
            path: '/v1/graphql',
            request: '{"query":"{ getMemberConnections { id name status } }"}',
            status: 503,
            answer: 'text/plain 19 bytes',
          },
        ]
          .map((line, index) => ({ ...line, number: index + 1, at: at(), authorized: true }))
          .filter((line) => line.number > after),
    };
  }

  #view(): DirectorView {
    return {
      stories: [
        {
          id: 'happy-path',
          title: { en: 'From search to front desk', es: 'De la búsqueda al mostrador' },
          about: {
            en: 'A search, one sign-in, and a code for the front desk.',
            es: 'Una búsqueda, un inicio de sesión y un código para el mostrador.',
          },
          personId: 'rosa',
        },
        {
          id: 'nothing-found',
          title: { en: 'Nothing found', es: 'No se encuentra nada' },
          about: { en: 'A search that finds no place.', es: 'Una búsqueda que no encuentra ningún lugar.' },
          personId: 'mateo',
        },
      ],
      faults: [...this.faults],
    };
  }
}
