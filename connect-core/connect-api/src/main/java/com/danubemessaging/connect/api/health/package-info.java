/** How a connector says that it is well, in three states. */
@NullMarked
package com.danubemessaging.connect.api.health;

import org.jspecify.annotations.NullMarked;
