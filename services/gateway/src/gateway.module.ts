import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { Desk } from './api/desk.js';
import { operationControllers } from './api/operation-controllers.js';
import { OwnSessionsController } from './api/own-sessions.controller.js';
import { SessionController } from './api/session.controller.js';
import { Callers } from './api/who.js';
import { DocsController } from './docs/docs.controller.js';
import { FeedsController } from './feeds/feeds.controller.js';
import { GuestsController } from './guests/guests.controller.js';
import { HealthController } from './health.controller.js';
import { AuthController } from './login/auth.controller.js';
import { Standings } from './login/standing.js';
import { ScimDiscoveryController } from './scim/discovery.controller.js';
import { Functions } from './scim/functions.js';
import { ScimGroupsController } from './scim/groups.controller.js';
import { Machines } from './scim/machines.js';
import { People } from './scim/people.js';
import { ScimSearchController } from './scim/search.controller.js';
import { ScimUsersController } from './scim/users.controller.js';
import { Sessions } from './sessions/sessions.js';
import { StreamController } from './stream/stream.controller.js';
import { WebClientController } from './web/web-client.controller.js';

/** The gateway's wiring; what the starter made is `given`. */
@Module({})
export class GatewayModule {
  static with(given: Provider[]): DynamicModule {
    return {
      module: GatewayModule,
      controllers: [...operationControllers(), SessionController, OwnSessionsController, FeedsController, GuestsController, StreamController, AuthController, DocsController, HealthController, ScimUsersController, ScimGroupsController, ScimSearchController, ScimDiscoveryController, WebClientController],
      providers: [...given, Sessions, Callers, Desk, Standings, Machines, People, Functions],
    };
  }
}
