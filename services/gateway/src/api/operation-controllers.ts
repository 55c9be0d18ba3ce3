import { Controller, Delete, Get, Inject, Patch, Post, Put, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { operations, type Operation } from '@knutpunkt/contracts';
import { Desk } from './desk.js';

const verbs = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete };

const routed = (op: Operation): MethodDecorator => verbs[op.method](op.path.replace(/\{(\w+)\}/g, ':$1'));

function controllerOf(op: Operation): Type {
  @Controller('api')
  class OperationController {
    constructor(@Inject(Desk) private readonly desk: Desk) {}

    @routed(op)
    serve(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
      return this.desk.serve(op, request, reply);
    }
  }
  Object.defineProperty(OperationController, 'name', { value: `${op.name}Controller` });
  return OperationController;
}

/** One controller for each declared operation that a route leads to. */
export const operationControllers = (): Type[] => operations.filter((op) => op.routed).map(controllerOf);
