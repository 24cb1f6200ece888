"""What KARE sends, as far as it is used. Every field may be missing, null or of another type.

Names and shapes: apis/kare.md sections 2 to 6, both generations. Parts without a known shape are
`object`.
"""

from msgspec import Raw, Struct

Text = str | None
Flag = bool | None
Scalar = str | int | float | bool | None


class Page(Struct, rename="camel"):
    """A page of any list; only `data` is promised."""

    data: list[Raw]
    total_count: object = None
    pagination: object = None


class Pagination(Struct, rename="camel"):
    """Which page was sent, of which size."""

    page: int | None = None
    page_size: int | None = None


class Tokens(Struct, rename="camel"):
    """What signing in and renewing answer."""

    access_token: Text = None
    session_token: Text = None
    refresh_token: Text = None


class Organization(Struct):
    """The organization of who is signed in."""

    id: Scalar = None
    name: Text = None
    timezone: Text = None


class Head(Struct, rename="camel"):
    """What tells one event from another."""

    id: Scalar = None
    event_type: Scalar = None


class Event(Struct, rename="camel"):
    """An event of the calendar, which is an intervention; its rich form tells more."""

    id: Scalar = None
    event_type: Scalar = None
    status: Scalar = None
    type: Scalar = None
    sub_type: Scalar = None
    creation_status: Scalar = None
    description: Text = None
    scheduled_start: Text = None
    scheduled_end: Text = None
    actual_start: Text = None
    actual_end: Text = None
    code_pin: Scalar = None
    img_signature: object = None
    provider_name: Text = None
    provider_email: Text = None
    provider_action_comment: Text = None
    provider_general_comment: Text = None
    assigned_company_contact_id: Scalar = None
    assigned_user_id: Scalar = None
    assigned_profile_id: Scalar = None
    verified_by_user_id: Scalar = None
    verified_by_id: Scalar = None
    verified_at: Text = None
    decision: Scalar = None
    decision_comment: Text = None
    attendee_count: Scalar = None
    auto_created: Flag = None
    routine_id: Scalar = None
    organization_id: Scalar = None
    created_by_user_id: Scalar = None
    created_by_id: Scalar = None
    company_id: Scalar = None
    negotiation_end_date: Text = None
    check_type: Scalar = None
    archived_at: Text = None
    deleted_at: Text = None
    updated_at: Text = None
    created_at: Text = None
    sites: object = None
    site: object = None
    site_ids: object = None
    rule: object = None
    rule_id: Scalar = None
    rules_count: Scalar = None
    routine: object = None
    assigned_to: object = None
    summary: object = None
    anomaly_stats: object = None
    technical_installations: object = None
    actions: object = None
    has_routine_intervention_drift: Flag = None
    token: object = None


class Rule(Struct, rename="camel"):
    """A rule of the register."""

    id: Scalar = None
    name: Text = None
    type: Scalar = None
    rrule: Text = None
    workflow_type: Scalar = None
    compliance_type: Scalar = None


class Assignee(Struct):
    """Who is to do the job: somebody of an outside company, or own staff."""

    type: Scalar = None
    id: Scalar = None
    name: Text = None
    email: Text = None


class Summary(Struct, rename="camel"):
    """What the one who did the job left behind."""

    name: Text = None
    email: Text = None
    action_comment: Text = None
    comment: Text = None
    img_signature: object = None
    done_at: Text = None


class Routine(Struct, rename="camel"):
    """What makes interventions again and again."""

    id: Scalar = None
    name: Text = None
    description: Text = None
    type: Scalar = None
    rrule: Text = None
    auto_create_enabled: Flag = None
    auto_attach_enabled: Flag = None
    contract: object = None
    assigned_to: object = None
    sites: object = None
    site_ids: object = None
    rule: object = None
    rules_count: Scalar = None
    technical_installations: object = None


class Site(Struct, rename="camel"):
    """A site, as a list of sites or alone."""

    id: Scalar = None
    name: Text = None
    types: object = None
    classifications: object = None
    is_establishment: Flag = None
    establishment_id: Scalar = None
    serial_number: Scalar = None
    archived_at: Text = None
    establishment: object = None
    tags: object = None
    plan: object = None
    building: object = None
    area: object = None
    is_positioned: Flag = None


class Establishment(Struct, rename="camel"):
    """A building; its `pinCode` is left unread on purpose."""

    id: Scalar = None
    name: Text = None
    address: Text = None
    city: Text = None
    zip_code: Scalar = None
    country: Text = None
    category: Scalar = None


class User(Struct, rename="camel"):
    """A person of the organization."""

    id: Scalar = None
    type: Scalar = None
    first_name: Text = None
    last_name: Text = None
    name: Text = None
    email: Text = None
    phone: Scalar = None
    profession: object = None


class Presence(Struct, rename="camel"):
    """One person of a training; the proof is never fetched."""

    id: Scalar = None
    user_id: Scalar = None
    intervention_id: Scalar = None
    attendance_status: Scalar = None
    attendance_proof: object = None
    user: object = None
    intervention: object = None


class FoundAnomaly(Struct, rename="camel"):
    """An anomaly as an intervention has it."""

    intervention_id: Scalar = None
    intervention: object = None
    anomaly_id: Scalar = None
    comment: Text = None
    provider_action: Scalar = None
    client_decision: Scalar = None
    client_decision_comment: Text = None
    anomaly: object = None


class Anomaly(Struct, rename="camel"):
    """The anomaly itself."""

    id: Scalar = None
    type: Scalar = None
    status: Scalar = None
    title: Text = None
    risk: Scalar = None
    due_at: Text = None


class Company(Struct, rename="camel"):
    """An outside company."""

    id: Scalar = None
    name: Text = None
    type: Scalar = None
    email: Text = None
    phones: object = None
    contacts: object = None


class Contact(Struct, rename="camel"):
    """Somebody of an outside company."""

    id: Scalar = None
    name: Text = None
    email: Text = None
    phones: object = None
    comment: Text = None
