import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const OLDEST = 17;
const OPENED = ['java.util', 'java.util.concurrent', 'java.security', 'java.lang'].map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`);

const javaProgram = () => (process.env['JAVA_HOME'] ? join(process.env['JAVA_HOME'], 'bin', 'java') : 'java');

/** The program that runs Keycloak: JAVA_HOME's, else the one on PATH. @throws where there is none that is new enough */
export function findJava(): string {
  const java = javaProgram();
  let answer = '';
  try {
    answer = execFileSync(java, ['--version'], { encoding: 'utf8', timeout: 20_000, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    throw new Error(`Keycloak needs Java ${OLDEST} or newer, and ${java} cannot be run`);
  }
  const version = Number(/ (\d+)/.exec(answer)?.[1]);
  if (version >= OLDEST) return java;
  throw new Error(`Keycloak needs Java ${OLDEST} or newer; ${java} is ${version}`);
}

/**
 * What Java is told so that it runs the distribution with its data in another folder. Without Keycloak's own script, so that the process that is started is the one that is stopped.
 * @param isBuilt true once the distribution has set itself up, which ends its first run
 */
export const javaArguments = (distribution: string, home: string, isBuilt: boolean): string[] => [
  // A small server that starts soon: for few people, on a machine with other things to do.
  '-Xms128m', '-Xmx512m', '-XX:MaxMetaspaceSize=256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Dfile.encoding=UTF-8', '-Duser.language=en', '-Duser.country=US', ...OPENED,
  '-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory', '-Djava.util.logging.manager=org.jboss.logmanager.LogManager',
  '-Dpicocli.disable.closures=true', `-Dkc.home.dir=${home}`, `-Djboss.server.config.dir=${join(distribution, 'conf')}`, ...(isBuilt ? ['-Dkc.config.built=true'] : []),
  '-cp', join(distribution, 'lib', 'quarkus-run.jar'), 'io.quarkus.bootstrap.runner.QuarkusEntryPoint',
];
