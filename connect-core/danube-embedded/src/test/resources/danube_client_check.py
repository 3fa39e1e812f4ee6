"""Drives a broker with the public Python client; exits 0 if everything came as it should.

Usage: danube_client_check.py <service url>
"""

import asyncio
import json
import sys

import grpc
from danube import DanubeClientBuilder, DispatchStrategy, SubType
from danube.schema import CompatibilityMode, SchemaType

WAIT_SECONDS = 5


async def receive(queue):
    return await asyncio.wait_for(queue.get(), WAIT_SECONDS)


def consumer(client, topic, subscription, kind):
    return (
        client.new_consumer()
        .with_topic(topic)
        .with_consumer_name("python-consumer")
        .with_subscription(subscription)
        .with_subscription_type(kind)
        .build()
    )


def producer(client, topic, partitions=0, strategy=DispatchStrategy.RELIABLE):
    builder = client.new_producer().with_topic(topic).with_name("python-producer").with_dispatch_strategy(strategy)
    return (builder.with_partitions(partitions) if partitions else builder).build()


async def produce_consume_ack(client):
    sender = producer(client, "/default/python-plain")
    await sender.create()
    reader = consumer(client, "/default/python-plain", "plain", SubType.EXCLUSIVE)
    await reader.subscribe()
    queue = await reader.receive()
    for i in range(30):
        await sender.send(f"m{i}".encode(), {"number": str(i)})
    for i in range(30):
        message = await receive(queue)
        assert message.payload == f"m{i}".encode(), message
        assert message.attributes["number"] == str(i), message
        assert message.msg_id.topic_offset == i, message
        await reader.ack(message)
    await reader.close()


async def nack(client):
    sender = producer(client, "/default/python-nack")
    await sender.create()
    reader = consumer(client, "/default/python-nack", "nack", SubType.SHARED)
    await reader.subscribe()
    queue = await reader.receive()
    await sender.send(b"again", {})
    first = await receive(queue)
    await reader.nack(first, 0, "not now")
    second = await receive(queue)
    assert second.msg_id.topic_offset == first.msg_id.topic_offset, second
    assert second.payload == b"again", second
    await reader.ack(second)
    await reader.close()


async def partitions(client):
    sender = producer(client, "/default/python-parted", partitions=3)
    await sender.create()
    reader = consumer(client, "/default/python-parted", "parted", SubType.SHARED)
    await reader.subscribe()
    queue = await reader.receive()
    for i in range(9):
        await sender.send(str(i).encode(), {})
    seen = {}
    for _ in range(9):
        message = await receive(queue)
        seen.setdefault(message.msg_id.topic_name, []).append(message.payload)
        await reader.ack(message)
    assert sorted(seen) == [f"/default/python-parted-part-{i}" for i in range(3)], seen
    assert all(len(payloads) == 3 for payloads in seen.values()), seen
    await reader.close()


async def keyed(client):
    sender = producer(client, "/default/python-keyed")
    await sender.create()
    reader = consumer(client, "/default/python-keyed", "keyed", SubType.KEY_SHARED)
    await reader.subscribe()
    queue = await reader.receive()
    for i in range(20):
        await sender.send_with_key(str(i).encode(), {}, f"key-{i % 4}")
    by_key = {}
    for _ in range(20):
        message = await receive(queue)
        by_key.setdefault(message.routing_key, []).append(int(message.payload))
        await reader.ack(message)
    assert by_key == {f"key-{k}": list(range(k, 20, 4)) for k in range(4)}, by_key
    await reader.close()


async def schemas(client):
    registry = client.schema()
    person = b'{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}'
    older = person.replace(b'"string"}', b'"string"},"age":{"type":"integer"}')
    schema_id = await registry.register_schema("python-person").with_type(SchemaType.JSON_SCHEMA).with_schema_data(person).execute()
    again = await registry.register_schema("python-person").with_type(SchemaType.JSON_SCHEMA).with_schema_data(person).execute()
    assert again == schema_id, (again, schema_id)
    await registry.register_schema("python-person").with_type(SchemaType.JSON_SCHEMA).with_schema_data(older).execute()
    assert await registry.list_versions("python-person") == [1, 2]
    latest = await registry.get_latest_schema("python-person")
    assert (latest.schema_id, latest.version, latest.schema_type) == (schema_id, 2, "json_schema"), latest
    assert json.loads(latest.schema_definition)["JsonSchema"]["raw_schema"].encode() == older, latest
    first = await registry.get_schema_version(schema_id, 1)
    assert json.loads(first.schema_definition)["JsonSchema"]["raw_schema"].encode() == person, first
    broken = person.replace(b"string", b"integer")
    compatible, errors = await registry.check_compatibility("python-person", broken, SchemaType.JSON_SCHEMA)
    assert not compatible and "name" in errors[0], errors
    try:
        await registry.register_schema("python-person").with_type(SchemaType.JSON_SCHEMA).with_schema_data(broken).execute()
        raise AssertionError("an incompatible schema was registered")
    except grpc.aio.AioRpcError as refused:
        assert refused.code() == grpc.StatusCode.INTERNAL, refused
    assert (await registry.set_compatibility_mode("python-person", CompatibilityMode.NONE))[0]
    compatible, _ = await registry.check_compatibility("python-person", broken, SchemaType.JSON_SCHEMA)
    assert compatible

    topic = "/default/python-schema"
    builders = {
        1: lambda builder: builder.with_schema_version("python-person", 1),
        2: lambda builder: builder.with_schema_subject("python-person"),
    }
    for version, choose in builders.items():
        sender = choose(
            client.new_producer()
            .with_topic(topic)
            .with_name(f"python-schema-{version}")
            .with_dispatch_strategy(DispatchStrategy.RELIABLE)
        ).build()
        await sender.create()
        if version == 1:
            reader = consumer(client, topic, "schema", SubType.EXCLUSIVE)
            await reader.subscribe()
            queue = await reader.receive()
        await sender.send(b'{"name":"x"}', {})
        message = await receive(queue)
        assert (message.schema_id, message.schema_version) == (schema_id, version), message
        await reader.ack(message)
    await registry.configure_topic_schema(topic, "python-person", "enforce", True)
    config = await registry.get_topic_schema_config(topic)
    assert (config.schema_subject, config.validation_policy) == ("python-person", "enforce"), config
    try:
        await sender.send(b'{"name":5}', {})
        raise AssertionError("an invalid payload was accepted")
    except Exception as refused:
        assert "schema" in str(refused).lower(), refused
    await reader.close()


async def main(url):
    client = await DanubeClientBuilder().service_url(url).build()
    for step in (produce_consume_ack, nack, partitions, keyed, schemas):
        await step(client)
        print(f"{step.__name__} ok", flush=True)


asyncio.run(main(sys.argv[1]))
