package com.danubemessaging.connect.api;

import com.danubemessaging.connect.api.record.SourceOffset;
import java.util.Optional;

/** What the runtime offers to a source. */
public non-sealed interface SourceContext extends ConnectorContext {

    /**
     * The last offset of this source partition that the position store holds: where a polled source resumes. Empty on
     * the first start. Answers from memory; records after this offset may have been published before a crash and come
     * twice.
     *
     * @param partition a name of the connector's own choice for a part of its input, for example a file or a table
     */
    Optional<SourceOffset> committedOffset(String partition);
}
