/** What makes two definitions of a schema the same. */
@NullMarked
package com.danubemessaging.embedded.internal.schema;

import org.jspecify.annotations.NullMarked;
