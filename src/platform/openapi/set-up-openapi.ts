import { type INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { ApiTags, DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { type Registry } from '../components/registered-component.ts';
import { controllersByOwner } from '../components/controllers-by-owner.ts';
import { listRoutes } from '../routes/list-routes.ts';
import { ApiDocs } from './api-docs.ts';
import { convertSchema } from './convert-schema.ts';
import { documentAccess, securityScheme } from './document-access.ts';
import { Problem } from './problem.ts';

/** Serves the OpenAPI document of all components at /docs (for people) and /docs/json, grouped by component. */
export function setUpOpenApi(app: INestApplication, registry: Registry): void {
  let document: OpenAPIObject | undefined;
  app.get(ApiDocs).mount(app, () => (document ??= createDocument(app, registry)));
}

/** The OpenAPI document; every operation is tagged with the name of its component. */
export function createDocument(app: INestApplication, registry: Registry): OpenAPIObject {
  for (const [controller, owner] of controllersByOwner(app.get(ModulesContainer), registry.components)) {
    ApiTags(owner)(controller);
  }
  const builder = new DocumentBuilder()
    .setTitle('Tessera')
    .setDescription('The API of all components. Errors are problem details (RFC 9457).')
    .setVersion('1')
    .addSecurity(securityScheme, {
      type: 'http',
      scheme: 'bearer',
      description:
        'Whatever a component of this server knows a sender by; see x-permissions for what is asked for.',
    });
  for (const { name, description } of registry.components) builder.addTag(name, description);
  const document = SwaggerModule.createDocument(app, builder.build(), {
    standardSchemaConverter: convertSchema,
    extraModels: [Problem],
  });
  nameOperations(document);
  documentAccess(document, listRoutes(app.get(ModulesContainer), registry.components));
  return document;
}

/** Ids must be unique in the document, and two components may well have a `UsersController` each. */
function nameOperations({ paths }: OpenAPIObject): void {
  for (const { get, put, post, delete: remove, patch, head, options } of Object.values(paths)) {
    for (const operation of [get, put, post, remove, patch, head, options]) {
      if (operation === undefined) continue;
      // An author may have tagged a controller with its component's name too.
      operation.tags = [...new Set(operation.tags)];
      const id = [operation.tags[0], operation.operationId].filter((part) => part !== undefined);
      operation.operationId = id.join('_');
    }
  }
}
