"""API keys of my organisation's programs."""

from uuid import UUID

from contracts.auth import NoQuestion
from contracts.base import ById
from contracts.security import CREATE_API_KEY, LIST_API_KEYS, REVOKE_API_KEY, ApiKeyList, CreateApiKey, NewApiKey
from gateway.context import Parts, SignedIn
from gateway.problems import documented
from gateway.routing import api_router

router = api_router("api keys")


@router.get("/api-keys", operation_id="listApiKeys", summary="API keys of my organisation", responses=documented())
async def list_api_keys(caller: SignedIn) -> ApiKeyList:
    return await caller.call(LIST_API_KEYS, NoQuestion())


@router.post(
    "/api-keys",
    operation_id="createApiKey",
    summary="Make an API key",
    status_code=201,
    responses=documented("not_found"),
)
async def create_api_key(caller: SignedIn, body: CreateApiKey) -> NewApiKey:
    """The key is shown in this answer and never again. `replaces` names a key that goes on for a day beside it."""
    return await caller.call(CREATE_API_KEY, body)


@router.delete(
    "/api-keys/{id}",
    operation_id="revokeApiKey",
    summary="End an API key",
    status_code=204,
    responses=documented("not_found"),
)
async def revoke_api_key(caller: SignedIn, gateway: Parts, id: UUID) -> None:
    await caller.call(REVOKE_API_KEY, ById(id=id))
    gateway.sessions.revoke([id])
