using System.Reflection;
using Microsoft.AspNetCore.Mvc;

namespace Ballast.Emulator.Functions;

/// <summary>Waits for what a method returned and gives its result; null where it has none.</summary>
internal delegate ValueTask<object?> ReturnReader(object? returned);

/// <summary>Chooses the reader of each return type once, at start.</summary>
internal static class ReturnReaders
{
    private static readonly MethodInfo s_ofTask = typeof(ReturnReaders).GetMethod(nameof(OfTask), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo s_ofValueTask = typeof(ReturnReaders).GetMethod(nameof(OfValueTask), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <exception cref="StartException">The method returns what nothing here can answer with.</exception>
    public static ReturnReader For(MethodInfo method, FunctionTrigger trigger, string function)
    {
        Type type = method.ReturnType;
        if (type == typeof(void))
            return static _ => default;
        if (type == typeof(Task))
            return async returned => await Nothing((Task)returned!);
        if (type == typeof(ValueTask))
            return async returned => await Nothing(((ValueTask)returned!).AsTask());

        bool isTask = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>);
        bool isValueTask = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>);
        Type result = isTask || isValueTask ? type.GetGenericArguments()[0] : type;
        if (trigger is not FunctionTrigger.Http || !(result.IsAssignableTo(typeof(IActionResult)) || result.IsAssignableTo(typeof(IResult))))
        {
            string expected = trigger is FunctionTrigger.Http ? "IActionResult, IResult, a task of them, Task or void" : "Task or void";
            throw new StartException($"Function '{function}' returns {result.Name}; expected is {expected}.");
        }

        if (type == typeof(Task<IActionResult>))
            return async returned => await (Task<IActionResult>)returned!;
        return isTask ? s_ofTask.MakeGenericMethod(result).CreateDelegate<ReturnReader>()
            : isValueTask ? s_ofValueTask.MakeGenericMethod(result).CreateDelegate<ReturnReader>()
            : static returned => ValueTask.FromResult(returned);
    }

    private static async Task<object?> Nothing(Task task)
    {
        await task;
        return null;
    }

    private static async ValueTask<object?> OfTask<T>(object? returned) => await (Task<T>)returned!;

    private static async ValueTask<object?> OfValueTask<T>(object? returned) => await (ValueTask<T>)returned!;
}
