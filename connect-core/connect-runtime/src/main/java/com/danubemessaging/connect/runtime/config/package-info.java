/**
 * From a TOML file and an environment to validated values.
 *
 * <p>The way of a key: {@link com.danubemessaging.connect.runtime.config.TomlProcessor} turns the file into a raw tree,
 * {@link com.danubemessaging.connect.runtime.config.ConfigBinder} holds the tree and the environment against the
 * declared fields, and {@link com.danubemessaging.connect.runtime.config.ConfigLoader} makes one answer of it: a
 * configuration with its warnings, or one exception that lists every problem at once. The order is default, then file,
 * then environment. What a file of an older release or of the other implementation says must keep working, so an
 * unknown key is a warning and never a problem.
 *
 * <p>Nothing here reads the environment of the process: it is handed in as a map, so that an embedding application
 * decides what its connectors see. Nothing here prints a secret either: problems and warnings show values only of
 * fields that are not secret, and never what a {@code ${env:…}} or {@code ${file:…}} stands for.
 *
 * <p>{@link com.danubemessaging.connect.runtime.config.ConfigReference} is the way back, from declared fields to text
 * for people: a Markdown table, a JSON Schema and sample files.
 */
@NullMarked
package com.danubemessaging.connect.runtime.config;

import org.jspecify.annotations.NullMarked;
