import { data, type Library, type Value } from './library';
import { http } from './httpLibraries';
import { sql } from './sqlLibraries';
import {
  awsRoot,
  djangoCache,
  djangoModels,
  kubernetes,
  mongo,
  redis,
  remoteShell,
  sdk,
} from './serviceLibraries';
import {
  files,
  mail,
  os,
  pathlib,
  processes,
  psutil,
  shutil,
  sockets,
  subprocess,
  tables,
} from './systemLibraries';

/** Modules that compute, parse or ask, whatever is called on them. */
const plainModules =
  /^(?:__future__|abc|argparse|ast|asyncio|base64|binascii|bisect|calendar|collections(?:\.abc)?|concurrent(?:\.futures)?|configparser|contextlib|copy|csv|dataclasses|datetime|dateutil(?:\.\w+)?|decimal|difflib|enum|errno|fnmatch|fractions|functools|getpass|glob|hashlib|heapq|hmac|html|importlib\.metadata|inspect|io|ipaddress|itertools|json|keyword|locale|logging|math|numbers|operator|packaging(?:\.\w+)?|platform|pkgutil|pprint|pytz|queue|random|re|rich|secrets|semver|shlex|signal|statistics|string|struct|sys|sysconfig|tabulate|textwrap|time|timeit|tomllib|traceback|types|typing|unicodedata|urllib(?:\.parse|\.request|\.error)?|uuid|warnings|xml(?:\.\w+)*|yaml|zlib|zoneinfo|django|django\.conf|django\.db\.models|django\.utils(?:\.\w+)?)$/;

const at = (library: Library, ...path: readonly string[]): Value => ({ library, path });

const libraries: readonly (readonly [RegExp, Library])[] = [
  [/^subprocess$/, subprocess],
  [/^os$/, os],
  [/^shutil$/, shutil],
  [/^pathlib2?$/, pathlib],
  [/^(?:gzip|bz2|lzma|zipfile|tarfile|codecs|sqlite3_)$/, files],
  [/^(?:socket|ssl|dns|dns\.\w+|certifi)$/, sockets],
  [/^smtplib$/, mail],
  [/^psutil$/, psutil],
  [/^(?:pandas|numpy|polars)$/, tables],
  [/^(?:multiprocessing|threading)$/, processes],
  [/^(?:requests|httpx|urllib3|aiohttp)(?:\.\w+)*$/, http],
  [
    /^(?:psycopg2?|psycopg2\.\w+|psycopg\.\w+|psycopg_pool|pymysql(?:\.\w+)*|MySQLdb(?:\.\w+)*|mysql\.connector|sqlite3|sqlalchemy(?:\.\w+)*|pg8000(?:\.\w+)*|asyncpg|aiomysql|aiosqlite|pyodbc|pymssql|oracledb|cx_Oracle|clickhouse_driver|clickhouse_connect|snowflake\.connector|trino(?:\.\w+)*|duckdb|records|django\.db)$/,
    sql,
  ],
  [/^(?:redis|rediscluster|valkey)(?:\.\w+)*$/, redis],
  [/^(?:pymongo|motor)(?:\.\w+)*$/, mongo],
  [/^(?:boto3|botocore)(?:\.\w+)*$/, awsRoot],
  [/^kubernetes(?:\.\w+)*$/, kubernetes],
  [/^(?:paramiko|fabric|invoke)(?:\.\w+)*$/, remoteShell],
  [/^django\.core\.cache$/, djangoCache],
  [/^(?:[\w.]+\.)?models$/, djangoModels],
  [
    /^(?:docker|elasticsearch|opensearchpy|consul|github|gitlab|jenkins|digitalocean|hcloud|openstack|pynetbox|minio|kazoo|etcd3|prometheus_api_client|ldap3|nomad|jira|google\.cloud|google\.cloud\.\w+|azure\.\w+(?:\.\w+)*)(?:\.\w+)*$/,
    sdk,
  ],
];

/** What a module stands for; undefined for one that may do anything. */
export function moduleValue(name: string): Value | undefined {
  if (name === 'os.path' || name === 'posixpath') return data;
  const found = libraries.find(([names]) => names.test(name));
  if (found !== undefined) return at(found[1]);
  return plainModules.test(name) ? data : undefined;
}
