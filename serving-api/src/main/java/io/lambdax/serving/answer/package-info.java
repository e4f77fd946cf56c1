/**
 * What can be asked and how it is answered: each kind of ask is a record that reads its parameters
 * and makes its JSON from one view.
 */
package io.lambdax.serving.answer;
