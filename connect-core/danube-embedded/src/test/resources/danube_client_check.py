"""Drives a broker with the public Python client; exits 0 if everything came as it should.

Usage: danube_client_check.py <service url>
"""

import asyncio
import sys

from danube import DanubeClientBuilder, DispatchStrategy, SubType

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


async def main(url):
    client = await DanubeClientBuilder().service_url(url).build()
    for step in (produce_consume_ack, nack, partitions, keyed):
        await step(client)
        print(f"{step.__name__} ok", flush=True)


asyncio.run(main(sys.argv[1]))
