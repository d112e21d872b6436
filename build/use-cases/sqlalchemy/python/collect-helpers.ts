import { type Style } from '../style.ts';

/** Functions and classes of ours that a file defines when its models need them. */
export const helperNames = [
  '_values',
  '_now',
  '_uuid4',
  '_uuid7',
  '_base36',
  '_cuid',
  '_cuid2',
  '_nanoid',
  '_ulid',
  '_UtcTimestamp',
  '_Named',
  'for_tenant',
] as const;

export type HelperName = (typeof helperNames)[number];

export interface Helper {
  readonly text: string;
  /** Modules of Python it uses. */
  readonly imports: readonly string[];
  readonly needs: readonly HelperName[];
}

const helpers: Readonly<Record<HelperName, (style: Style) => Helper>> = {
  _values: () => ({
    imports: ['enum'],
    needs: [],
    text: `
def _values(members: type[enum.Enum]) -> list[str]:
    return [member.value for member in members]
`,
  }),
  _now: () => ({
    imports: ['datetime'],
    needs: [],
    text: `
def _now() -> datetime.datetime:
    """To the millisecond, which is what Prisma keeps."""
    now = datetime.datetime.now(datetime.timezone.utc)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)
`,
  }),
  _uuid4: () => ({
    imports: ['uuid'],
    needs: [],
    text: `
def _uuid4() -> str:
    return str(uuid.uuid4())
`,
  }),
  _uuid7: () => ({
    imports: ['secrets', 'time', 'uuid'],
    needs: [],
    text: `
def _uuid7() -> str:
    """RFC 9562: milliseconds, then random bits; in the order of time."""
    number = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    number = number & ~(0xF << 76) | 0x7 << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=number))
`,
  }),
  _base36: () => ({
    imports: [],
    needs: [],
    text: `
def _base36(number: int, length: int) -> str:
    digits = ""
    for _ in range(length):
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits
`,
  }),
  _cuid: () => ({
    imports: ['itertools', 'secrets', 'time'],
    needs: ['_base36'],
    text: `
_cuid_counter = itertools.count(secrets.randbelow(36**4))


def _cuid() -> str:
    """The shape of Prisma's cuid(): milliseconds, a counter, random digits."""
    counter = _base36(next(_cuid_counter), 4)
    random = _base36(secrets.randbelow(36**12), 12)
    return "c" + _base36(time.time_ns() // 1_000_000, 8) + counter + random
`,
  }),
  _cuid2: () => ({
    imports: ['secrets'],
    needs: ['_base36'],
    text: `
def _cuid2() -> str:
    """The shape of Prisma's cuid(2): a letter and 23 random digits."""
    letter = _base36(10 + secrets.randbelow(26), 1)
    return letter + _base36(secrets.randbelow(36**23), 23)
`,
  }),
  _nanoid: () => ({
    imports: ['secrets', 'string'],
    needs: [],
    text: `
def _nanoid(length: int = 21) -> str:
    alphabet = string.ascii_letters + string.digits + "_-"
    return "".join(secrets.choice(alphabet) for _ in range(length))
`,
  }),
  _ulid: () => ({
    imports: ['secrets', 'time'],
    needs: [],
    text: `
def _ulid() -> str:
    """Milliseconds, then random bits; in the order of time."""
    number = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    return "".join(alphabet[number >> shift & 31] for shift in range(125, -1, -5))
`,
  }),
  _UtcTimestamp: (style) => ({
    imports: ['datetime'],
    needs: [],
    text: `
class _UtcTimestamp(sa.types.TypeDecorator${style === '1.4' ? '' : '[datetime.datetime]'}):
    """A moment in a column without time zone: Prisma keeps it in UTC, so do we."""

    impl = pg.TIMESTAMP
    cache_ok = True

    def process_bind_param(
        self, value: Optional[datetime.datetime], dialect: sa.engine.Dialect
    ) -> Optional[datetime.datetime]:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A datetime needs a time zone, for example UTC.")
        return value.astimezone(datetime.timezone.utc).replace(tzinfo=None)

    def process_result_value(
        self, value: Optional[datetime.datetime], dialect: sa.engine.Dialect
    ) -> Optional[datetime.datetime]:
        return None if value is None else value.replace(tzinfo=datetime.timezone.utc)
`,
  }),
  _Named: (style) => ({
    imports: [],
    needs: [],
    text: `
class _Named(sa.types.UserDefinedType${style === '1.4' ? '' : '[str]'}):
    """A type of PostgreSQL that SQLAlchemy has no class for; its values are text."""

    cache_ok = True

    def __init__(self, name: str) -> None:
        self.name = name

    def get_col_spec(self, **kw: Any) -> str:
        return self.name
`,
  }),
  for_tenant: () => ({
    imports: [],
    needs: [],
    text: `
def for_tenant(session: _Session, tenant_id: Any) -> None:
    """Names the tenant to PostgreSQL in each transaction of the session.

    Tables with a "tenant" in their info show no rows without it, and take none.
    """
    if tenant_id is None or tenant_id == "":
        raise ValueError("A tenant has a name.")
    if session.in_transaction():
        raise RuntimeError("Name the tenant before the session begins a transaction.")
    session.info["tenant_id"] = str(tenant_id)


@event.listens_for(_Session, "after_begin")
def _name_tenant(
    session: _Session, _transaction: Any, connection: sa.engine.Connection
) -> None:
    tenant = session.info.get("tenant_id")
    if tenant is not None:
        statement = sa.text("SELECT set_config('app.tenant_id', :tenant, true)")
        connection.execute(statement, {"tenant": tenant})
`,
  }),
};

/** The helpers a file needs with those they need, in the order they are defined. */
export function collectHelpers(wanted: readonly HelperName[], style: Style): readonly Helper[] {
  const all = new Set<HelperName>();
  const add = (name: HelperName): void => {
    if (all.has(name)) return;
    all.add(name);
    helpers[name](style).needs.forEach(add);
  };
  wanted.forEach(add);
  return helperNames.filter((name) => all.has(name)).map((name) => helpers[name](style));
}
