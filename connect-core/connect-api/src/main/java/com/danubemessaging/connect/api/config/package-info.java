/**
 * Configuration, declared once as data. A {@link com.danubemessaging.connect.api.config.ConfigField} says key, type,
 * default, range, environment variable and description; parsing, validation, masking, help, the reference table, the
 * JSON Schema and the sample file all come from it. Files are read by the runtime; a connector sees only validated
 * {@link com.danubemessaging.connect.api.config.ConfigValues}.
 */
@NullMarked
package com.danubemessaging.connect.api.config;

import org.jspecify.annotations.NullMarked;
