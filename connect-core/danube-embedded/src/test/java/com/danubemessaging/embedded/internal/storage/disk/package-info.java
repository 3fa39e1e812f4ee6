/** Tests of the store on disk, without a broker. */
@NullMarked
package com.danubemessaging.embedded.internal.storage.disk;

import org.jspecify.annotations.NullMarked;
