export { {{class}}Module } from './{{name}}.module.ts';
