"""The API: plans and their parts, for programs that read with a person's token."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.core.paginator import Paginator
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, re_path
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, Throttled, ValidationError
from ninja.params.functions import Query
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle

from lineofsight.web.accounts.models import Account
from lineofsight.web.api import parts, schemas
from lineofsight.web.api.models import Token
from lineofsight.web.api.schemas import PageOf
from lineofsight.web.api.tokens import token_of
from lineofsight.web.plans.models import Plan
from lineofsight.web.plans.permissions import can_read, can_read_inside, check_read
from lineofsight.web.plans.whole import WholePlan, whole_plan
from lineofsight.web.ui.refusal import NotAllowed

RATE = "120/m"
ON_A_PAGE, MOST = 100, 200
T = TypeVar("T")


class Asked(HttpRequest):
    """A request that came with a token."""

    auth: Token


class ByToken(HttpBearer):
    """The person's token, in the header ``Authorization: Bearer ...``."""

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """The token, where it opens anything today."""
        return token_of("api", token)


class EachToken(SimpleRateThrottle):
    """So many requests a minute with one token."""

    def get_cache_key(self, request: HttpRequest) -> str:
        """A count for each token, and one for each address that comes without."""
        token = getattr(request, "auth", None)
        return f"api-{token.pk if token else self.get_ident(request)}"


api = NinjaAPI(
    title="Line of Sight",
    version="1",
    description="Improvement plans as they stand, or stood at the end of any day.",
    docs_url=None,
    auth=ByToken(),
    throttle=[EachToken(RATE)],
    urls_namespace="api",
)
PageNumber: Any = Query(1, ge=1, description="Which page, from 1.")
OnAPage: Any = Query(ON_A_PAGE, ge=1, le=MOST, description=f"How many on a page, at most {MOST}.")
On: Any = Query(
    None, description="The day at whose end the plan is read, YYYY-MM-DD; empty: today."
)
FAULTS: dict[Any, Any] = dict.fromkeys((401, 403, 404, 422, 429), schemas.Fault)


def _page(request: HttpRequest, found: Sequence[T], page: int, on_a_page: int) -> dict[str, Any]:
    pages = Paginator(found, on_a_page)
    query = request.GET.copy()
    query["page"] = str(page + 1)
    return {
        "items": list(pages.page(page)) if page <= pages.num_pages else [],
        "count": pages.count,
        "page": page,
        "pages": pages.num_pages,
        "next": f"{settings.BASE_URL}{request.path}?{query.urlencode()}"
        if page < pages.num_pages
        else None,
    }


def _whole(request: Asked, plan_id: int, on: date | None) -> WholePlan:
    """The plan on the day as the token's account may read it; refused as on pages."""
    account: Account = request.auth.account
    plan = get_object_or_404(Plan, pk=plan_id)
    check_read(account, plan)
    whole = whole_plan(plan, on)
    whole.inside = can_read_inside(account, plan)
    return whole


@api.get("/plans", response={200: PageOf[schemas.PlanOut], **FAULTS}, tags=["Plans"])
def plans(request: Asked, page: int = PageNumber, on_a_page: int = OnAPage) -> Any:
    """The plans that you may read."""
    account = request.auth.account
    found = [
        parts.plan(whole_plan(each))
        for each in Plan.objects.order_by("title", "pk")
        if can_read(account, each)
    ]
    return _page(request, found, page, on_a_page)


@api.get("/plans/{int:plan_id}", response={200: schemas.PlanOut, **FAULTS}, tags=["Plans"])
def plan(request: Asked, plan_id: int, on: date | None = On) -> Any:
    """One plan."""
    return parts.plan(_whole(request, plan_id, on))


def _listed(name: str, schema: Any, made: Callable[[WholePlan], list[Any]], says: str) -> None:
    """Add the address of one list of a plan's parts."""

    def answer(
        request: Asked,
        plan_id: int,
        on: date | None = On,
        page: int = PageNumber,
        on_a_page: int = OnAPage,
    ) -> Any:
        return _page(request, made(_whole(request, plan_id, on)), page, on_a_page)

    answer.__name__, answer.__doc__ = name, says
    api.get(
        f"/plans/{{int:plan_id}}/{name}",
        response={200: PageOf[schema], **FAULTS},
        tags=["Parts of a plan"],
        operation_id=name,
    )(answer)


_listed("objectives", schemas.ObjectiveOut, parts.objectives, "What must improve.")
_listed("actions", schemas.ActionOut, parts.actions, "What will be done, and how it stands.")
_listed("measures", schemas.MeasureOut, parts.measures, "How success will be known.")
_listed("targets", schemas.TargetOut, parts.targets, "The targets of the measures.")
_listed("milestones", schemas.MilestoneOut, parts.milestones, "Goals to be reached by a date.")
_listed("risks", schemas.RiskOut, parts.risks, "What might stop the plan.")
_listed("findings", schemas.FindingOut, parts.findings, "What the inspection found.")
_listed("updates", schemas.UpdateOut, parts.updates,
        "What leads said of the actions, the newest first; for those inside only.")  # fmt: skip


# What goes wrong, as a sentence.


def _fault(status: int, sentence: str, **headers: str) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status, headers=headers)


@api.exception_handler(AuthenticationError)
def _no_token(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    said = (
        "Send a token that has neither run out nor been withdrawn, in the header "
        "Authorization: Bearer TOKEN. You make one on your account page."
    )
    return _fault(401, said, **{"WWW-Authenticate": "Bearer"})


@api.exception_handler(NotAllowed)
def _not_allowed(request: HttpRequest, error: NotAllowed) -> HttpResponse:
    return _fault(403, str(error))


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return _fault(404, "There is no such plan.")


@api.exception_handler(ValidationError)
def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    first = error.errors[0]
    said = str(first["msg"])
    return _fault(422, f"{first['loc'][-1]} is wrong: {said[:1].lower()}{said[1:]}.")


@api.exception_handler(Throttled)
def _too_often(request: HttpRequest, error: Throttled) -> HttpResponse:
    said = f"At most {RATE.partition('/')[0]} requests a minute: wait a little and ask again."
    return _fault(429, said, **{"Retry-After": str(int(error.wait or 60))})


@api.exception_handler(OperationalError)
def _away(request: HttpRequest, error: OperationalError) -> HttpResponse:
    return _fault(503, "The site does not answer just now: try again in a few minutes.")


def _unknown(request: HttpRequest) -> HttpResponse:
    return _fault(404, f"Nothing is at {request.path}: see /api/ for what there is.")


def _for_programs(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """``view`` open to programs, which do not sign in, with every fault as JSON."""

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(*args, **kwargs)
        if response.status_code == 405:
            return _fault(405, "The API only reads: use GET.", Allow="GET")
        return response

    answer.login_required = False  # type: ignore[attr-defined]
    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return answer


def _patterns() -> list[URLPattern]:
    given = [each for each in api.urls[0] if isinstance(each, URLPattern)]
    for each in given:
        each.callback = _for_programs(each.callback)
    return [*given, re_path(r"^.+$", _for_programs(_unknown))]


urlpatterns = _patterns()
app_name = "api"
