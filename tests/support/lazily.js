/**
 * A module that is loaded when something of it is first asked for.
 *
 * @param {() => object} load
 */
exports.lazily = (load) => {
  let loaded;
  const real = () => (loaded ??= load());
  return new Proxy(
    {},
    {
      // Asked by compiled imports as soon as they have it; what is an ES module they leave as it is.
      get: (_target, name) => (name === '__esModule' ? true : real()[name]),
      has: (_target, name) => name in real(),
    },
  );
};
