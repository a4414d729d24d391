/** What renders compiled templates, without the compiler. Its own declaration says nothing. */
declare module 'handlebars/runtime.js' {
  import type Handlebars from 'handlebars';

  const runtime: Pick<typeof Handlebars, 'create'>;
  // biome-ignore lint/style/noDefaultExport: the package has no other.
  export default runtime;
}
