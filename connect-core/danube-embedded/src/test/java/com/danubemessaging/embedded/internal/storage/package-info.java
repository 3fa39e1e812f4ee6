/** The log against a model, its limit first. */
@NullMarked
package com.danubemessaging.embedded.internal.storage;

import org.jspecify.annotations.NullMarked;
