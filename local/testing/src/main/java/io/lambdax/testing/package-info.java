/** What the tests of several modules share; nothing that runs uses it, and it uses no module. */
package io.lambdax.testing;
