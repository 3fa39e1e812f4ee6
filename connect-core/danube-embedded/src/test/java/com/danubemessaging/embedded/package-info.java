/** The broker on the wire, through raw stubs: what a client of any language sees. */
@NullMarked
package com.danubemessaging.embedded;

import org.jspecify.annotations.NullMarked;
