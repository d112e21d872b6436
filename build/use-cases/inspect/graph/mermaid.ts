import { type ComponentGraph, type ComponentNode } from '../../../pipeline/graph/component-graph.ts';
import { describeUses } from './describe-uses.ts';

/** A flowchart for Markdown (GitHub, GitLab) and mermaid.live; arrows lead to what is required. */
export function renderMermaid({ nodes, edges }: ComponentGraph): string {
  const lines = [
    'flowchart TD',
    ...nodes.map((node) => `  ${id(node.name)}["${label(node)}"]${className(node)}`),
    ...edges.map((edge) => {
      const words = describeUses(edge).map(escape).join('<br/>');
      const arrow = edge.problem ? '-.->' : '-->';
      return `  ${id(edge.from)} ${arrow}${words === '' ? '' : `|"${words}"|`} ${id(edge.to)}`;
    }),
    ...(nodes.some(({ state }) => state === 'missing')
      ? ['  classDef missing stroke:#c00,stroke-dasharray:4']
      : []),
    ...(nodes.some(({ state }) => isOff(state)) ? ['  classDef off opacity:0.5'] : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function label({ name, version, state }: ComponentNode): string {
  const below = [version, ...(state === 'enabled' ? [] : [state])].filter((word) => word !== undefined);
  return [name, below.join(' ')].map(escape).join('<br/>');
}

function className({ state }: ComponentNode): string {
  if (state === 'missing') return ':::missing';
  return isOff(state) ? ':::off' : '';
}

function isOff(state: ComponentNode['state']): boolean {
  return state === 'disabled' || state === 'retired' || state === 'purged';
}

/**
 * Words of mermaid (`end`) are no names of nodes, nor is every character allowed in them: a prefix, and other
 * characters by their number between capitals, so that two names never become one.
 */
function id(name: string): string {
  const safe = name.replaceAll(/[^a-z0-9]/gu, (character) =>
    character === '-' ? '_' : `X${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}X`,
  );
  return `c_${safe}`;
}

/** Everything that could mean something to mermaid, Markdown or HTML, by its number. */
function escape(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N} ._~,()+:-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);
}
