/** The only room with Jackson: text of values, values of text. */
package dev.pawl.json;
