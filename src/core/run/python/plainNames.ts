const words = (text: string): ReadonlySet<string> =>
  new Set(text.split(/\s+/).filter((name) => name !== ''));

/** Built-in functions that touch nothing. */
export const builtins = words(`
  print len str int float bool list dict set tuple frozenset sorted reversed enumerate zip map filter
  range sum min max abs round any all isinstance issubclass type repr ord chr hex bin oct format vars
  getattr hasattr callable next iter divmod pow hash id input bytes bytearray memoryview slice exit quit
  super object complex ascii locals globals dir
  Exception ValueError KeyError TypeError RuntimeError SystemExit OSError IndexError AssertionError
`);

/** Functions and methods of plain values and of modules that only compute or ask. */
export const plainNames = words(`
  loads load dumps reader DictReader get items keys values split rsplit splitlines strip lstrip rstrip
  join format replace lower upper title casefold capitalize startswith endswith removeprefix removesuffix
  find rfind index rindex count encode decode append extend insert sort reverse group groups groupdict
  match search findall finditer fullmatch compile sub subn escape now utcnow today fromtimestamp
  utcfromtimestamp fromisoformat strftime strptime isoformat timestamp total_seconds time monotonic sleep
  perf_counter process_time ctime localtime gmtime asctime mktime time_ns b64encode b64decode
  urlsafe_b64decode urlsafe_b64encode hexdigest digest md5 sha1 sha256 sha384 sha512 blake2b token_hex
  token_urlsafe token_bytes uuid4 uuid1 UUID randint randrange choice sample shuffle random seed uniform
  getenv getcwd exists isfile isdir islink basename dirname abspath realpath expanduser expandvars
  splitext relpath getsize getmtime getctime getatime normpath samefile ismount commonpath read readline
  readlines urlparse urlsplit urlunparse urljoin quote quote_plus unquote unquote_plus urlencode parse_qs
  parse_qsl pprint pformat safe_load safe_load_all Decimal timedelta datetime date timezone ZoneInfo
  astimezone weekday isoweekday isocalendar most_common elements total subtract Counter defaultdict
  OrderedDict deque namedtuple ChainMap mean fmean median mode stdev pstdev variance quantiles exit quit
  version python_version gethostname gethostbyname getaddrinfo ip_network ip_address ip_interface hosts
  overlaps subnet_of supernet_of fromstring parse iter findtext getroot tostring sqrt floor ceil log log2
  log10 pow fsum isclose hypot exp isdigit isalpha isalnum isnumeric isupper islower isspace zfill ljust
  rjust center expandtabs partition rpartition translate maketrans setdefault fromkeys update copy pop
  popitem popleft appendleft add discard union difference intersection symmetric_difference issubset
  issuperset isdisjoint StringIO BytesIO getvalue getLogger namedtuple reduce hex bit_length to_bytes
  from_bytes as_integer_ratio conjugate system_name release machine processor platform uname node
`);

/** What plain values and such modules have besides, whose names mean something else elsewhere. */
export const dataNames = words(`
  json raise_for_status iter_content iter_lines iter_bytes iter_text text close result done submit map
  as_completed ThreadPoolExecutor ProcessPoolExecutor info debug warning warn error critical exception
  basicConfig setLevel isEnabledFor getEffectiveLevel add_argument add_subparsers add_parser parse_args
  parse_known_args ArgumentParser print_help deepcopy literal_eval walk dump unparse iter_child_nodes
  nlargest nsmallest heappush heappop heapify bisect bisect_left bisect_right product chain from_iterable
  groupby islice accumulate permutations combinations zip_longest starmap takewhile dropwhile cycle
  repeat tee partial wraps lru_cache cached_property attrgetter itemgetter methodcaller glob iglob
  fnmatch fnmatchcase suppress closing contextmanager redirect_stdout redirect_stderr getpass getuser
  writer DictWriter writerow writerows writeheader write writelines seek tell flush isatty fileno
  dataclass field asdict astuple Enum auto dedent indent fill wrap shorten format_exc print_exc print_stack
  namelist infolist getnames getmembers getmember testzip calcsize unpack unpack_from pack crc32 adler32
  decompress compress read_text version metadata distribution distributions files entry_points sections
  options has_option has_section getboolean getint getfloat read_string read_file ConfigParser
  gather run wait_for get_event_loop get_running_loop run_until_complete create_task
  simplefilter filterwarnings currentframe stack signature getsource escape unescape monthrange
  stat is_dir is_file is_symlink inode filter compare_digest new setlocale localeconv safe_dump write_row stdev_ full_load cancelled decode
`);

/** Names of plain values that alter what they are called on, when that is no plain value. */
const doubtful = words(`
  append extend insert update copy pop popitem popleft appendleft add discard replace sort setdefault
  exit quit log compile reverse shuffle seed index load loads sample
`);

/** True for a method that touches nothing, whatever it is called on. */
export function readsAnywhere(name: string): boolean {
  return plainNames.has(name) && !doubtful.has(name);
}

/** Names that lose something on whatever they are called. */
export const losingNames =
  /^(?:remove\w*|unlink|rmtree|rmdir|delete\w*|drop\w*|truncate|flush\w+|kill\w*|terminate\w*|purge\w*|destroy\w*|wipe\w*|prune\w*|shutdown|stop\w*|drain\w*|revoke\w*|evict\w*)$/;

/** Names of functions that alter something, also when they are only named: `map(r.delete, keys)`. */
export const actingNames =
  /^(?:remove\w*|unlink|rm\w*|rename\w*|system|popen|Popen|exec\w*|spawn\w*|posix_spawn\w*|kill\w*|chmod|lchown|chown|mkdir|makedirs|mkfifo|mknod|link|symlink\w*|hardlink\w*|truncate|ftruncate|putenv|startfile|urlretrieve|FileIO|sendall|sendto|send\w*|fdopen|utime|setxattr|umask|fork|abort|reload|import_module|delete\w*|drop\w*|purge\w*|terminate\w*|stop\w*|start\w+|put\w*|post|patch\w*|create_(?!default_context|connection|engine)\w+|update_\w+|insert\w*|set_\w+|run|call|check_call|check_output|getoutput|getstatusoutput|write_\w+|touch|flush\w+|copy\w+|move|rmtree|evict\w*|drain\w*|restart\w*|reboot\w*|scale\w*|revoke\w*|publish\w*|invoke\w*|upload\w*|download\w*)$/;
