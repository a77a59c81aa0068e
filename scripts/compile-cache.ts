/**
 * Where Node keeps what it compiled, for the runners' configurations: the tests start hundreds of short programs, and one of ours
 * spends most of its life on being compiled. What is kept is found by a module's content, so it is never older than its source.
 */
import { root } from './stage.ts';

// In the environment, which the workers of a runner and the programs that their tests start inherit.
process.env['NODE_COMPILE_CACHE'] ??= `${root}test-results/compile-cache`;
