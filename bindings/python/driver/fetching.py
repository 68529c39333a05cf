"""Cases that send single requests: one in a thread, many in asyncio, one that is cancelled."""

import asyncio
import concurrent.futures
import time

import making
import showing
import xengage


def fetched(case, client):
    owner = making.credentials(case["as"])
    return client.fetch(owner, making.request(case["request"], owner))


def fetch(case):
    with xengage.Client.from_env() as client:
        return showing.result(fetched(case, client))


async def outcome(client, owner, asked):
    """What came of one of several requests."""
    try:
        return showing.result(await client.fetch(owner, making.request(asked, owner)))
    except xengage.XengageError as reason:
        return showing.error(reason)


def fetch_many(case):
    async def main():
        owner = making.credentials(case["as"])
        async with xengage.AsyncClient.from_env() as client:
            return await asyncio.gather(*(outcome(client, owner, asked) for asked in case["requests"]))

    return {"outcomes": asyncio.run(main())}


def cancel(case):
    async def main():
        owner = making.credentials(case["as"])
        request = making.request(case["request"], owner)
        async with xengage.AsyncClient.from_env() as client:
            task = asyncio.ensure_future(client.fetch(owner, request))
            await asyncio.sleep(case["after_ms"] / 1000)
            task.cancel()
            return showing.result(await task)

    try:
        return asyncio.run(main())
    except asyncio.CancelledError:
        return showing.error(xengage.CancelledError("the task was cancelled", code=xengage.Code.CANCELLED))


def two_clients(case):
    with xengage.Client.from_env() as first, xengage.Client.from_env() as second:
        with concurrent.futures.ThreadPoolExecutor(1) as threads:
            result = threads.submit(fetched, case, second)
            time.sleep(0.1)
            first.close()
            return showing.result(result.result())
